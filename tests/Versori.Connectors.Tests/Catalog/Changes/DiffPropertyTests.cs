namespace Versori.Connectors.Tests.Catalog.Changes;

/// <summary>Laws of a diff, over made definitions and changes of them.</summary>
public sealed class DiffPropertyTests
{
    private const int Definitions = 200;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, Definitions)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_diff_is_empty_only_between_equal_definitions_and_inverse_in_the_other_direction(int seed)
    {
        var made = new MadeDefinition(seed);
        var before = made.Definition();
        var after = made.Changed(before);

        Assert.True(DefinitionDiff.Between(before, before).IsEmpty);
        Assert.True(DefinitionDiff.Between(after, ConnectorDefinition.Parse(after.ToJson())).IsEmpty);
        var there = DefinitionDiff.Between(before, after);
        var back = DefinitionDiff.Between(after, before);
        Assert.Equal(before == after, there.IsEmpty);
        Assert.Equal(Of(there, ChangeKind.Added), Of(back, ChangeKind.Removed));
        Assert.Equal(Of(there, ChangeKind.Removed), Of(back, ChangeKind.Added));
        Assert.Equal(there.ToJson(), DefinitionDiff.Between(before, after).ToJson());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_was_removed_and_added_leads_from_one_definition_to_the_other(int seed)
    {
        var made = new MadeDefinition(seed);
        var before = made.Definition();
        var after = made.Changed(before);

        var changes = DefinitionDiff.Between(before, after).Changes
            .Where(change => change is { Part: DefinitionPart.Endpoint, Place: null or "id" })
            .ToList();
        var ids = before.Endpoints.Select(endpoint => endpoint.Id)
            .Except(changes.Where(change => change.Kind == ChangeKind.Removed).Select(change => change.Subject!))
            .Except(changes.Where(change => change.Place == "id").Select(change => change.Before!))
            .Union(changes.Where(change => change.Kind == ChangeKind.Added).Select(change => change.Subject!))
            .Union(changes.Where(change => change.Place == "id").Select(change => change.After!));

        Assert.Equal(after.Endpoints.Select(endpoint => endpoint.Id).Order(), ids.Order());
    }

    private static IEnumerable<string> Of(DefinitionDiff diff, ChangeKind kind) => diff.Changes
        .Where(change => change.Kind == kind)
        .Select(change => $"{change.Part} {Subject(change)} {change.Place}")
        .Order(StringComparer.Ordinal);

    // The subject of a part whose id changed is the earlier id.
    private static string? Subject(DefinitionChange change) =>
        change.Place is null ? change.Subject : change.Subject?.Replace("renamed-", "", StringComparison.Ordinal);
}
