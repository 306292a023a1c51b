namespace Versori.Connectors.Generation.Tests.Overlays;

/// <summary>Over pairs of made versions of documents, every edit is kept or reported.</summary>
public sealed class OverlayPairTests
{
    private const int Pairs = 100;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, Pairs)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_edit_is_kept_or_reported(int seed)
    {
        var versions = new DocumentVersions(seed);
        var imported = (await Samples.Import(versions.Before.ToJsonString())).Definition;
        var edited = versions.Edited(imported);
        var overlay = OpenApiOverlay.Parse(OpenApiOverlay.Record(imported, edited).ToJson());
        var plain = (await Samples.Import(versions.After.ToJsonString())).Definition;

        var source = ConnectorSource.OpenApi(versions.After.ToJsonString()).WithOverlay(overlay);
        var next = await ConnectorGenerator.Create().ImportAsync(source);

        Assert.Equal(overlay.Actions.Count, next.Overlay.Count);
        foreach (var (action, outcome) in overlay.Actions.Zip(next.Overlay)) Check(action, outcome);
        AssertOnlyEdited();

        void Check(OverlayAction action, OverlayOutcome outcome)
        {
            var id = action.EndpointId;
            if (id is null)
            {
                Assert.Equal(("mark title", OverlayOutcomeKind.Applied), (next.Definition.Title, outcome.Kind));
                return;
            }

            if (outcome.Kind == OverlayOutcomeKind.NotApplied)
            {
                Assert.StartsWith("/actions/", outcome.Pointer, StringComparison.Ordinal);
                return;
            }

            if (action.Remove)
            {
                Assert.DoesNotContain(next.Definition.Endpoints, endpoint => endpoint.Id == id);
                return;
            }

            // What the person set is there.
            var wanted = edited.Endpoints.Single(endpoint => endpoint.Id == id
                || (imported.Endpoints.FirstOrDefault(former => former.Id == id) is { } former
                    && !imported.Endpoints.Any(other => other.Id == endpoint.Id)
                    && (endpoint.Method, endpoint.Path) == (former.Method, former.Path)));
            Assert.Contains(next.Definition.Endpoints, endpoint => Has(endpoint, wanted));
        }

        bool Has(ConnectorEndpoint endpoint, ConnectorEndpoint wanted) =>
            (!wanted.Id.StartsWith("mark", StringComparison.Ordinal) || endpoint.Id == wanted.Id)
            && (wanted.Summary?.StartsWith("mark", StringComparison.Ordinal) != true
                || endpoint.Summary == wanted.Summary)
            && (wanted.Weight != 7 || (endpoint.Weight == 7 && endpoint.Paging == wanted.Paging))
            && wanted.Parameters.Where(IsMarked).All(parameter =>
                endpoint.Parameters.Any(other =>
                    other.Name == parameter.Name && other.Description == parameter.Description));

        // What was not edited is that of the new version.
        void AssertOnlyEdited()
        {
            var touched = next.Definition.Endpoints.Count(endpoint => !plain.Endpoints.Contains(endpoint));
            Assert.True(touched <= overlay.Actions.Count);
            Assert.True(plain.Endpoints.Count - next.Definition.Endpoints.Count
                <= overlay.Actions.Count(action => action.Remove));
        }
    }

    [Fact]
    public async Task The_pairs_have_edits_that_are_kept_that_follow_that_conflict_and_that_no_longer_apply()
    {
        var kinds = new Dictionary<OverlayOutcomeKind, int>();
        foreach (var seed in Enumerable.Range(0, Pairs))
        {
            var versions = new DocumentVersions(seed);
            var imported = (await Samples.Import(versions.Before.ToJsonString())).Definition;
            var overlay = OpenApiOverlay.Record(imported, versions.Edited(imported));
            var next = await ConnectorGenerator.Create().ImportAsync(
                ConnectorSource.OpenApi(versions.After.ToJsonString()).WithOverlay(overlay));
            foreach (var outcome in next.Overlay) kinds[outcome.Kind] = kinds.GetValueOrDefault(outcome.Kind) + 1;
        }

        Assert.True(kinds.GetValueOrDefault(OverlayOutcomeKind.Applied) > 200, Told());
        Assert.True(kinds.GetValueOrDefault(OverlayOutcomeKind.Moved) > 10, Told());
        Assert.True(kinds.GetValueOrDefault(OverlayOutcomeKind.Conflict) > 0, Told());
        Assert.True(kinds.GetValueOrDefault(OverlayOutcomeKind.NotApplied) > 5, Told());

        string Told() => string.Join(", ", kinds);
    }

    private static bool IsMarked(EndpointParameter parameter) =>
        parameter.Name.StartsWith("mark", StringComparison.Ordinal)
        || parameter.Description?.StartsWith("mark", StringComparison.Ordinal) == true;
}
