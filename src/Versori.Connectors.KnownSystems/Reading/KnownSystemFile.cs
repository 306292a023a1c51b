using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Reading;

/// <summary>The file of one system, as it is kept in the package.</summary>
internal sealed record KnownSystemFile
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Vendor { get; init; }

    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    public string? VariantOf { get; init; }

    public IReadOnlyList<string> Hosts { get; init => field = value ?? []; } = [];

    public KnownLinks Links { get; init => field = value ?? new(); } = new();

    public KnownRegistration? Registration { get; init; }

    public IReadOnlyList<KnownFact> Facts { get; init => field = value ?? []; } = [];

    public JsonElement? Paging { get; init; }

    /// <summary>
    /// The check: an <c>AuthRequest</c> with <c>path</c>, relative to the base URL, in place of <c>url</c>. Methods
    /// with checks of their own do not use it.
    /// </summary>
    public JsonObject? Check { get; init; }

    /// <summary>The connector definition without id, title and endpoints.</summary>
    public required JsonObject Definition { get; init; }
}
