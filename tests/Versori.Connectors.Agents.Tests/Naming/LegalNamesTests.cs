using System.Text.RegularExpressions;
using Versori.Connectors.AI.Naming;

namespace Versori.Connectors.Agents.Tests.Naming;

public sealed partial class LegalNamesTests
{
    [Fact]
    public void Names_of_hostile_ids_are_legal_and_unique_without_regard_to_case()
    {
        var ids = HostileIds().Distinct(StringComparer.Ordinal).ToList();

        var names = LegalNames.Assign(ids, ["read_result"]);

        Assert.Equal(ids.Count, names.Count);
        Assert.All(names.Values, name => Assert.Matches(Legal(), name));
        Assert.DoesNotContain("read_result", names.Values, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(ids.Count, names.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("getOrder", "getOrder")]
    [InlineData("issues/list-for-repo", "issues_list-for-repo")]
    [InlineData("list issues!", "list_issues")]
    [InlineData("7days", "_7days")]
    public void A_name_is_the_id_or_near_it(string id, string name) =>
        Assert.Equal(name, LegalNames.Assign([id])[id]);

    [Fact]
    public void The_order_of_the_endpoints_does_not_matter()
    {
        var ids = HostileIds().Distinct(StringComparer.Ordinal).ToList();

        var names = LegalNames.Assign(ids);

        ids.Reverse();
        Assert.Equal(names.OrderBy(pair => pair.Key), LegalNames.Assign(ids).OrderBy(pair => pair.Key));
    }

    [Fact]
    public void A_new_endpoint_changes_the_name_only_of_one_that_would_have_the_same()
    {
        string[] ids = ["a/b", "a_c", "List", "get.x", new string('y', 80), "创建", "🚀"];
        var before = LegalNames.Assign(ids);

        var after = LegalNames.Assign([.. ids, "a b", "zzz", "list", new string('y', 81), "删除"]);

        string[] changed = ["a/b", "List"];
        Assert.All(ids.Except(changed), id => Assert.Equal(before[id], after[id]));
        Assert.All(changed, id => Assert.StartsWith(before[id], after[id], StringComparison.Ordinal));
    }

    [Fact]
    public void A_legal_id_keeps_its_name_whatever_others_are_cleaned_to()
    {
        var names = LegalNames.Assign(["a/b", "a b", "a_b"]);

        Assert.Equal("a_b", names["a_b"]);
    }

    private static IEnumerable<string> HostileIds()
    {
        yield return "";
        yield return " ";
        yield return "read_result";
        yield return "Read_Result";
        yield return "\ud800";
        yield return "\udfff";
        yield return "\0";
        yield return "../../etc";
        yield return "<script>alert(1)</script>";
        foreach (var length in (int[])[1, 63, 64, 65, 200, 10_000])
        {
            yield return new string('a', length);
            yield return new string('A', length);
            yield return new string('-', length);
            yield return new string('é', length);
            yield return new string('a', length) + "/b";
        }

        string[] parts = ["get", "Get", "GET", "_", "-", ".", "/", " ", "ü", "用户", "\u202e", "\U000E0041", "1", "{id}"];
        foreach (var one in parts)
        {
            foreach (var two in parts)
            {
                yield return one + two;
                foreach (var three in parts) yield return one + two + three;
            }
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]{0,63}$")]
    private static partial Regex Legal();
}
