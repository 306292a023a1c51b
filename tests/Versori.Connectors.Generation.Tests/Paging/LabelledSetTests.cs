using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Paging;

/// <summary>
/// How often the import finds how a list is paged. Every second operation is set aside: the rules were made with the
/// others only, and the test prints what is wrong only for those.
/// </summary>
public sealed class LabelledSetTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Pages_are_found_in_the_half_that_the_rules_were_made_with() => await HoldsAsync(0);

    [Fact]
    public async Task Pages_are_found_in_the_half_that_was_set_aside() => await HoldsAsync(1);

    [Fact]
    public void The_set_is_large_enough()
    {
        Assert.True(LabelledOperation.Read("lists.txt").Count >= 200);
        Assert.True(LabelledOperation.Read("others.txt").Count >= 100);
    }

    private async Task HoldsAsync(int half)
    {
        var operations = LabelledOperation.Read("lists.txt").Where((_, index) => index % 2 == half)
            .Concat(LabelledOperation.Read("others.txt").Where((_, index) => index % 2 == half))
            .ToList();
        var paths = new JsonObject();
        foreach (var (index, operation) in operations.Index()) operation.AddTo(paths, index);
        var import = await Samples.Import(new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "T", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "https://t.example" }),
            ["paths"] = paths,
        }.ToJsonString());

        var (right, emitted, wrong) = (0, 0, new List<string>());
        var found = import.Definition.Endpoints.ToDictionary(endpoint => endpoint.Id);
        foreach (var (index, operation) in operations.Index())
        {
            var actual = LabelledOperation.Write(found.GetValueOrDefault($"o{index}")?.Paging);
            if (actual is not null) emitted++;
            if (actual is not null && operation.Expected.Contains(actual)) right++;
            else if (actual is not null || operation.Expected.Count > 0)
                wrong.Add($"{actual ?? "none"}  <=  {operation.Line}");
        }

        var lists = operations.Count(operation => operation.Expected.Count > 0);
        var (recall, precision) = ((double)right / lists, (double)right / emitted);
        output.WriteLine(
            $"{lists} lists, {operations.Count - lists} others: recall {recall:P1}, precision {precision:P1}");
        if (half == 0) wrong.ForEach(output.WriteLine);
        Assert.True(recall >= 0.97, $"The recall is {recall:P1}.");
        Assert.True(precision >= 0.98, $"The precision is {precision:P1}.");
    }
}
