using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One or more API keys, each sent in the place where the external system expects it.</summary>
public sealed record ApiKeyAuth() : AuthMethod("apiKey")
{
    /// <summary>The key fields that a connection supplies. Default: one, named <c>key</c>.</summary>
    public IReadOnlyList<CredentialField> Fields
    {
        get;
        init => field = ValueList<CredentialField>.Of(value);
    } = ValueList<CredentialField>.Of([new() { Name = "key" }]);

    /// <summary>
    /// Where the keys are sent; at least one placement. Values are expressions over the fields and the connector's
    /// inputs.
    /// </summary>
    public required IReadOnlyList<CredentialPlacement> Placements
    {
        get;
        init => field = ValueList<CredentialPlacement>.Of(value);
    }

    /// <summary>Creates a method with one key in one place.</summary>
    /// <param name="in">Where the key is sent.</param>
    /// <param name="name">The name of the header, query parameter or cookie.</param>
    /// <param name="value">The value: an expression, such as <c>Token token="{key}"</c>.</param>
    public static ApiKeyAuth Create(CredentialLocation @in, string name, string value = "{key}") =>
        new() { Placements = [new() { In = @in, Name = name, Value = value }] };
}
