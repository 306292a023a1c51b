using System.Collections.ObjectModel;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>The result of an import, with the open points that a plan reports.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Warnings">Everything that was lost or repaired.</param>
/// <param name="OtherServers">The URLs of the servers other than the first.</param>
/// <param name="MissingServer">
/// Why the document has no base URL; <see langword="null"/> if it has one. A missing base URL is an error unless the
/// caller allows it.
/// </param>
/// <param name="KeysWithoutWord">
/// The ids of the API keys in the Authorization header for which the document does not state the word before the key.
/// </param>
/// <param name="UnclearItems">
/// The pointers of the arrays that could be the items, by the ids of the endpoints of which it is not clear.
/// </param>
internal sealed record ImportResult(
    ConnectorDefinition Definition,
    IReadOnlyList<ConnectorError> Warnings,
    IReadOnlyList<string> OtherServers,
    string? MissingServer,
    IReadOnlyList<string> KeysWithoutWord,
    IReadOnlyDictionary<string, IReadOnlyList<string>> UnclearItems)
{
    /// <summary>What the document says about its servers, by their URLs.</summary>
    public IReadOnlyDictionary<string, string> ServerDescriptions { get; init; } =
        ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The known system at the host; <see langword="null"/> if there is none.</summary>
    public KnownHost? Known { get; init; }

    /// <summary>Whether the document states no auth method, and those of the known system are used.</summary>
    public bool AuthIsKnown { get; init; }

    /// <summary>The methods as the document has them, by id, that the known system has completed.</summary>
    public IReadOnlyDictionary<string, AuthMethod> BeforeKnown { get; init; } =
        ReadOnlyDictionary<string, AuthMethod>.Empty;

    /// <summary>What became of the actions of overlays.</summary>
    public IReadOnlyList<OverlayOutcome> Overlay { get; init; } = [];

    /// <summary>Returns a definition that has no document, and so no open points.</summary>
    public static ImportResult Of(ConnectorDefinition definition) =>
        new(definition, [], [], null, [], new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));
}
