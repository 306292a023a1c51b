using System.Globalization;

namespace Versori.Connectors.Scale;

/// <summary>The amount of data.</summary>
/// <param name="Connections">The number of connections.</param>
/// <param name="Connectors">The number of connectors.</param>
/// <param name="Secrets">Whether all secrets are read as well, which takes minutes.</param>
internal sealed record ScaleSettings(int Connections, int Connectors, bool Secrets)
{
    /// <summary>The number of connections of an owner, each of a different connector.</summary>
    private const int PerOwner = 10;

    public ConnectorId ConnectorOf(int connection) => Connector(connection % Connectors);

    public static ConnectorId Connector(int number) =>
        ConnectorId.Parse(string.Create(CultureInfo.InvariantCulture, $"connector-{number}"));

    public static Owner OwnerOf(int connection) =>
        Owner.User(string.Create(CultureInfo.InvariantCulture, $"user-{connection / PerOwner}"));

    public TemplateId TemplateOf(int connection) => Template(connection % Connectors);

    public static TemplateId Template(int number) => new("integration", Connector(number).Value);
}
