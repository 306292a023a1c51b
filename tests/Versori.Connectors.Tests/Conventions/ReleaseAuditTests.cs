using System.Xml.Linq;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>A release cannot pass an audit that audited nothing.</summary>
public sealed class ReleaseAuditTests
{
    private static readonly string[] Advisories = ["NU1900", "NU1901", "NU1902", "NU1903", "NU1904", "NU1905"];

    [Fact]
    public void A_release_fails_with_known_advisories_and_without_a_source_that_knows_them()
    {
        var properties = Load("Directory.Build.props").Descendants("PropertyGroup").ToList();
        var release = Assert.Single(
            properties, group => group.Attribute("Condition")?.Value == "'$(AuditAdvisories)' == 'true'");

        Assert.Equal(
            ("true", "all", "low"),
            (Text(release, "NuGetAudit"), Text(release, "NuGetAuditMode"), Text(release, "NuGetAuditLevel")));
        Assert.Equal(Advisories, Text(release, "WarningsAsErrors").Split(';').Skip(1));
        Assert.DoesNotContain(
            properties.Elements("NoWarn"), item => item.Value.Contains("NU190", StringComparison.Ordinal));
        Assert.Contains(
            "AuditAdvisories=true",
            File.ReadAllText(Path.Combine(SourceTree.Root, "eng", "release")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_begins_with_a_package_whose_advisory_is_known()
    {
        var script = File.ReadAllText(Path.Combine(SourceTree.Root, "eng", "release"));

        var check = script.IndexOf("grep -q 'GHSA-5crp-9r3c-p9vr'", StringComparison.Ordinal);
        Assert.InRange(check, 0, script.IndexOf("AuditAdvisories=true", StringComparison.Ordinal));
    }

    private static XDocument Load(string name) => XDocument.Load(Path.Combine(SourceTree.Root, name));

    private static string Text(XElement group, string name) => group.Element(name)!.Value;
}
