using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Collects the changes of one part of a definition.</summary>
internal sealed class ChangeLog(List<DefinitionChange> changes, DefinitionPart part, string? subject)
{
    private const int MaximumValue = 200;

    public int Count { get; private set; }

    public void Add(
        ChangeKind kind,
        ChangeImpact impact,
        string pointer,
        string? place,
        string message,
        string? before = null,
        string? after = null)
    {
        Count++;
        changes.Add(new()
        {
            Kind = kind,
            Impact = impact,
            Part = part,
            Subject = subject,
            Place = place,
            Pointer = pointer,
            Message = message,
            Before = Cut(before),
            After = Cut(after),
        });
    }

    public void Changed(
        ChangeImpact impact, string pointer, string? place, string message, string? before = null, string? after = null)
        => Add(ChangeKind.Changed, impact, pointer, place, message, before, after);

    /// <summary>Returns the names of the members in which two records differ, in their order.</summary>
    public static IReadOnlyList<string> Members<T>(T before, T after)
        where T : notnull
    {
        if (before.Equals(after)) return [];
        var contract = (JsonTypeInfo<T>)ConnectorJson.Options.GetTypeInfo(typeof(T));
        var earlier = JsonSerializer.SerializeToElement(before, contract);
        var later = JsonSerializer.SerializeToElement(after, contract);
        return
        [
            .. earlier.EnumerateObject().Concat(later.EnumerateObject())
                .Select(member => member.Name)
                .Distinct(StringComparer.Ordinal)
                .Where(name => !Same(earlier, later, name)),
        ];
    }

    private static bool Same(JsonElement before, JsonElement after, string name) =>
        before.TryGetProperty(name, out var earlier)
        && after.TryGetProperty(name, out var later)
        && JsonElement.DeepEquals(earlier, later);

    private static string? Cut(string? text) =>
        text is { Length: > MaximumValue } ? $"{text[..(MaximumValue - 1)]}…" : text;
}
