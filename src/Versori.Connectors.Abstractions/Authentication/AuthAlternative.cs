using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Auth methods that are needed together (an OpenAPI security requirement).</summary>
public sealed record AuthAlternative
{
    /// <summary>The ids of the methods, all of which are needed. Empty: no authentication.</summary>
    public IReadOnlyList<string> Methods
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>The OAuth 2.0 scopes that are needed.</summary>
    public IReadOnlyList<string> Scopes { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;
}
