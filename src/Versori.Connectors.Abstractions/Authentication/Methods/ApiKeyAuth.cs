using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One or more keys, each placed where the external system looks for it.</summary>
public sealed record ApiKeyAuth() : AuthMethod("apiKey")
{
    /// <summary>The key fields that a connection supplies. Default: one, named <c>key</c>.</summary>
    public IReadOnlyList<CredentialField> Fields { get; init => field = ValueList<CredentialField>.Of(value); } = ValueList<CredentialField>.Of([new() { Name = "key" }]);

    /// <summary>Where the keys go; at least one place. Values are templates over the fields and the connector's inputs.</summary>
    public required IReadOnlyList<CredentialPlacement> Placements { get; init => field = ValueList<CredentialPlacement>.Of(value); }

    /// <summary>A method with one key in one place.</summary>
    /// <param name="in">Where the key goes.</param>
    /// <param name="name">The header's, query parameter's or cookie's name.</param>
    /// <param name="value">The value template, such as <c>Token token="{key}"</c>.</param>
    public static ApiKeyAuth At(CredentialLocation @in, string name, string value = "{key}") =>
        new() { Placements = [new() { In = @in, Name = name, Value = value }] };
}
