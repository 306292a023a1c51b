using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <content>Schemas that apply in place of each other (JSON Schema core §10.2).</content>
internal sealed partial class SchemaRun
{
    private const int MaximumMessages = 3;

    private void CheckAlternatives(JsonElement part, JsonNode? value, ValuePlace? place, KnownNames known)
    {
        CheckBranches(part, "anyOf", value, place, known);
        CheckBranches(part, "oneOf", value, place, known);
        CheckNot(part, value, place, known);
        CheckCondition(part, value, place, known);
    }

    private void CheckBranches(
        JsonElement part, string keyword, JsonNode? value, ValuePlace? place, KnownNames known)
    {
        var branches = SchemaKeywords.Items(part, keyword).ToList();
        if (branches.Count == 0) return;

        // More than one alternative of oneOf may match, which is not refused.
        if (_negations > 0 && keyword == "oneOf") _isUncertain = true;
        if (Discriminated(part, branches, value) is { } meant)
        {
            Visit(meant, value, place, known);
            return;
        }

        var failures = new List<List<SchemaProblem>>();
        foreach (var branch in branches)
        {
            var problems = Try(branch, value, place, known, out _);
            if (problems.Count == 0) return;
            failures.Add(problems);
        }

        var near = failures.FindAll(problems => !problems.Exists(problem => IsTypeProblem(problem, place)));
        if (near.Count == 1 || failures.Count == 1)
        {
            foreach (var problem in near.Count == 1 ? near[0] : failures[0]) Add(problem.Place, problem.Message);
            return;
        }

        var reasons = (near.Count > 0 ? near : failures)
            .OrderBy(problems => problems.Count)
            .Select(problems => problems[0])
            .Select(problem => ReferenceEquals(problem.Place, place)
                ? problem.Message
                : $"'{problem.Place!.Token}': {problem.Message}")
            .Distinct(StringComparer.Ordinal)
            .Take(MaximumMessages);
        Add(place, $"The value matches none of {branches.Count} alternatives. {string.Join(" ", reasons)}");
    }

    private static bool IsTypeProblem(SchemaProblem problem, ValuePlace? place) =>
        ReferenceEquals(problem.Place, place)
        && problem.Message.StartsWith(TypeMessage, StringComparison.Ordinal);

    // OpenAPI 3.1 §4.8.25: a property names the alternative that is meant.
    private static JsonElement? Discriminated(JsonElement part, List<JsonElement> branches, JsonNode? value)
    {
        if (value is not JsonObject fields) return null;
        if (SchemaKeywords.Find(part, "discriminator", JsonValueKind.Object) is not { } discriminator) return null;
        if (SchemaKeywords.Find(discriminator, "propertyName", JsonValueKind.String) is not { } property) return null;
        if (fields[property.GetString()!] is not JsonValue chosen) return null;
        var name = ArgumentCheck.Text(chosen);
        var target = SchemaKeywords.Find(discriminator, "mapping", JsonValueKind.Object) is { } mapping
            && mapping.TryGetProperty(name, out var mapped) && mapped.ValueKind == JsonValueKind.String
                ? mapped.GetString()!
                : name;
        foreach (var branch in branches)
        {
            if (branch.ValueKind != JsonValueKind.Object) continue;
            if (SchemaKeywords.Find(branch, "$ref", JsonValueKind.String)?.GetString() is { } reference
                && (reference == target || reference == $"#/schemas/{target}"))
            {
                return branch;
            }
        }

        return null;
    }

    private void CheckNot(JsonElement part, JsonNode? value, ValuePlace? place, KnownNames known)
    {
        if (SchemaKeywords.Find(part, "not") is not { } excluded) return;
        _negations++;
        var problems = Try(excluded, value, place, known, out var isUncertain);
        _negations--;
        if (problems.Count == 0 && !isUncertain) Add(place, "The value is one that the schema excludes.");
    }

    private void CheckCondition(JsonElement part, JsonNode? value, ValuePlace? place, KnownNames known)
    {
        if (SchemaKeywords.Find(part, "if") is not { } condition) return;
        _negations++;
        var problems = Try(condition, value, place, known, out var isUncertain);
        _negations--;
        if (problems.Count > 0)
        {
            if (SchemaKeywords.Find(part, "else") is { } otherwise) Visit(otherwise, value, place, known);
        }
        else if (!isUncertain && SchemaKeywords.Find(part, "then") is { } then)
        {
            Visit(then, value, place, known);
        }
    }
}
