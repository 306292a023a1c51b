using System.Runtime.CompilerServices;

namespace Versori.Connectors.Connecting;

/// <summary>Refuses ids that identify nothing: the default values of their types.</summary>
internal static class IdArguments
{
    /// <exception cref="ArgumentException">It is the default value.</exception>
    public static void Check(
        ConnectorId id, [CallerArgumentExpression(nameof(id))] string? argument = null)
    {
        if (id == default) throw Empty(argument, nameof(ConnectorId), "ConnectorId.Parse(\"github\")");
    }

    /// <exception cref="ArgumentException">It is the default value.</exception>
    public static void Check(
        ConnectionId id, [CallerArgumentExpression(nameof(id))] string? argument = null)
    {
        if (id == default) throw Empty(argument, nameof(ConnectionId), "the Id of a connection");
    }

    /// <exception cref="ArgumentException">It is the default value.</exception>
    public static void Check(
        TemplateId id, [CallerArgumentExpression(nameof(id))] string? argument = null)
    {
        if (id == default) throw Empty(argument, nameof(TemplateId), "new TemplateId(\"integration\", \"name\")");
    }

    private static ArgumentException Empty(string? argument, string type, string remedy) =>
        new($"The id is the default {type}, which identifies nothing. Use {remedy}.", argument);
}
