using System.Collections.Frozen;
using System.Text.Json;

namespace Versori.Connectors.Reading;

/// <summary>The index of the catalogue: what <see cref="KnownSystems"/> needs to find a description.</summary>
internal static class KnownIndex
{
    private static readonly Lazy<KnownSystemEntry[]> Loaded = new(Load);

    private static readonly Lazy<FrozenDictionary<string, KnownSystemEntry>> ById = new(() =>
        Entries.SelectMany(entry => entry.Names.Select(name => KeyValuePair.Create(name, entry)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));

    /// <summary>All entries in the order of their ids.</summary>
    public static IReadOnlyList<KnownSystemEntry> Entries => Loaded.Value;

    /// <summary>Finds an entry by its id or an alias.</summary>
    public static KnownSystemEntry? Find(string id) => ById.Value.GetValueOrDefault(id.Trim());

    /// <summary>The ids of all systems, the most similar first.</summary>
    public static IEnumerable<string> Nearest(string id) =>
        NearestNames.Of(id, Entries.SelectMany(entry => entry.Names)).Select(name => Find(name)!.Id)
            .Distinct(StringComparer.Ordinal);

    private static KnownSystemEntry[] Load()
    {
        using var stream = KnownSystemReader.Open("index")
            ?? throw new InvalidOperationException("The index of known systems is not part of the assembly.");
        return JsonSerializer.Deserialize(stream, KnownJsonContext.Default.KnownSystemEntryArray)!;
    }
}
