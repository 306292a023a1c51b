using System.Text.Json;
using System.Text.RegularExpressions;
using Versori.Connectors.Reading;
using Versori.Connectors.Tests.Conventions;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Providers;

namespace Versori.Connectors.Tests.Known;

/// <summary>The data of the catalogue: complete, valid, and honest about where it comes from.</summary>
public sealed partial class KnownSystemDataTests
{
    private static readonly string[] Subjects =
        ["authentication", "addresses", "version", "scopes", "registration", "limits", "paging"];

    private static string Folder =>
        Path.Combine(SourceTree.Root, "src", "Versori.Connectors.KnownSystems", "Data");

    public static TheoryData<string> Ids() => [.. KnownSystems.All.Select(entry => entry.Id)];

    [Fact]
    public void There_are_at_least_250_systems_besides_variants() =>
        Assert.True(KnownSystems.All.Count(entry => entry.VariantOf is null) >= 250);

    [Fact]
    public void The_index_is_that_of_the_files()
    {
        var entries = Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "index.json")
            .Select(file => JsonSerializer.Deserialize(
                File.ReadAllText(file), KnownJsonContext.Default.KnownSystemFile)!)
            .Select(KnownSystemReader.EntryOf)
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .ToList();
        var lines = entries.Select(entry =>
            "  " + JsonSerializer.Serialize(entry, KnownJsonContext.Default.KnownSystemEntry));
        var index = $"[\n{string.Join(",\n", lines)}\n]\n";
        var path = Path.Combine(Folder, "index.json");

        // To write the index again, set VERSORI_WRITE_INDEX and run this test.
        if (Environment.GetEnvironmentVariable("VERSORI_WRITE_INDEX") is { Length: > 0 })
            File.WriteAllText(path, index);

        Assert.Equal(index, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_system_is_complete_and_its_definition_is_valid(string id)
    {
        var system = KnownSystems.Get(id);

        Assert.Equal(id, system.Id);
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", id);
        Assert.NotEmpty(system.Title);
        Assert.NotEmpty(system.Vendor);
        Assert.NotEmpty(system.AuthMethods);
        Assert.Empty(system.Definition.Endpoints);
        Assert.NotNull(system.Links.Documentation);
        await using var engine = await EngineFixture.StartAsync();
        Assert.Empty(engine.Catalog.Validate(system.Definition));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Whoever_connects_is_told_what_to_enter_and_where_it_is_found(string id)
    {
        var system = KnownSystems.Get(id);

        Assert.All(
            system.Inputs, input => Assert.False(string.IsNullOrWhiteSpace(input.Title), $"{input.Name}: title"));
        Assert.All(system.Inputs, input => Assert.False(
            string.IsNullOrWhiteSpace(input.Description) && input.AllowedValues.Count == 0, $"{input.Name}: help"));
        Assert.All(system.AuthMethods, method => Assert.True(IsExplained(system, method), $"{method.Id} has no help"));
        Assert.All(system.AuthMethods.OfType<ApiKeyAuth>().SelectMany(method => method.Fields), HasTitle);
        Assert.All(system.AuthMethods.OfType<OAuth2Auth>().SelectMany(method => method.Fields), HasTitle);

        static void HasTitle(CredentialField field) =>
            Assert.False(string.IsNullOrWhiteSpace(field.Title), $"{field.Name}: title");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_fact_has_a_status_and_no_date_without_having_been_checked(string id)
    {
        var system = KnownSystems.Get(id);
        var about = system.Facts.Select(fact => fact.About).ToList();

        Assert.Equal(about.Distinct(), about);
        Assert.Empty(about.Except(Subjects));
        Assert.Contains("authentication", about);
        Assert.Contains("addresses", about);
        Assert.Equal(system.Registration is not null, about.Contains("registration"));
        Assert.Equal(system.Definition.Limits is not null, about.Contains("limits"));
        Assert.Equal(system.Paging is not null, about.Contains("paging"));
        Assert.All(system.Facts, fact =>
        {
            if (fact.Status == KnownFactStatus.Unverified) Assert.Null(fact.CheckedOn);
            else Assert.NotNull(fact.Source);
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Links_are_https(string id)
    {
        var system = KnownSystems.Get(id);
        var links = system.Links;
        Uri?[] all =
            [links.Documentation, links.Authentication, links.Scopes, links.ApiDescription, system.Registration?.Page];

        Assert.All(all.OfType<Uri>(), link => Assert.Equal("https", link.Scheme));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Requested_scopes_are_among_those_that_are_described(string id)
    {
        foreach (var method in KnownSystems.Get(id).AuthMethods.OfType<OAuth2Auth>())
        {
            if (method.AvailableScopes.Count == 0) continue;
            Assert.Empty(method.Scopes.Except(method.AvailableScopes.Keys));
        }
    }

    // A version that the vendor retires would make the description useless; an input can be changed. A check needs the
    // version that it was written for.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Dated_versions_are_inputs(string id)
    {
        var definition = KnownSystems.Get(id).Definition;
        var withoutChecks = definition with
        {
            Inputs = [],
            AuthMethods = [.. definition.AuthMethods.Select(method => method with { CheckRequests = [] })],
        };

        Assert.DoesNotMatch(DatedVersion(), withoutChecks.ToJson());
    }

    // A host takes no port, no path and no scheme, unless the expression uses 'address'.
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_pattern_permits_only_what_the_url_accepts(string id)
    {
        var system = KnownSystems.Get(id);
        var json = system.Definition.ToJson();
        var hosts = system.Inputs.Where(input => input is { Pattern: not null, AllowedValues.Count: 0 }
            && json.Contains($"https://{{{input.Name}}}", StringComparison.Ordinal));

        Assert.All(hosts, input =>
        {
            Assert.DoesNotMatch($"^(?:{input.Pattern})$", "acme.example.com:8443");
            Assert.DoesNotMatch($"^(?:{input.Pattern})$", "https://acme.example.com");
        });
    }

    [Fact]
    public void Every_host_belongs_to_one_system_and_finds_it()
    {
        var hosts = KnownSystems.All.SelectMany(entry => entry.Hosts.Select(host => (host, entry.Id))).ToList();

        Assert.Empty(hosts.GroupBy(item => item.host).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.All(hosts, item => Assert.Equal(
            item.Id, KnownSystems.ForHost(Placeholder().Replace(item.host, "acme"))?.Id));
        Assert.All(KnownSystems.All.Where(entry => entry.VariantOf is not null), entry =>
        {
            Assert.Empty(entry.Hosts);
            Assert.Null(KnownSystems.Get(entry.VariantOf!).VariantOf);
        });
    }

    [Fact]
    public void Every_id_and_alias_is_used_once() =>
        Assert.Empty(KnownSystems.All.SelectMany(entry => entry.Aliases.Prepend(entry.Id))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key));

    [Fact]
    public void Every_auth_method_of_every_system_has_a_conversation()
    {
        var conversations = ProviderCase.Names().Select(ProviderCase.Load)
            .Where(provider => provider.SystemId is not null)
            .Select(provider => $"{provider.SystemId} {provider.Method.Id}");
        var methods = KnownSystems.All.Select(entry => KnownSystems.Get(entry.Id))
            .SelectMany(system => system.AuthMethods.Select(method => $"{system.Id} {method.Id}"));

        Assert.Empty(methods.Except(conversations));
    }

    private static bool IsExplained(KnownSystem system, AuthMethod method) => method switch
    {
        OAuth2Auth or OAuth1Auth when system.Registration is not null => true,
        ApiKeyAuth key when key.Fields.Any(field => field.Description is not null) => true,
        NoAuth => true,
        _ => !string.IsNullOrWhiteSpace(method.Description),
    };

    [GeneratedRegex(@"20[12]\d-[01]\d(-\d\d)?")]
    private static partial Regex DatedVersion();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
