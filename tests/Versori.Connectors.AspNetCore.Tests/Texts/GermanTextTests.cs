using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Administration.Fields;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Texts;
using Versori.Connectors.AspNetCore.Tests.Forms;

namespace Versori.Connectors.AspNetCore.Tests.Texts;

/// <summary>
/// Every text that a page can show has a resource in English and in German, also the labels of all settings of the
/// format. The keys are taken from the sources of the pages: a new one without a text fails.
/// </summary>
public sealed partial class GermanTextTests
{
    private static readonly Dictionary<string, string> English = Read("en");

    private static readonly Dictionary<string, string> German = Read("de");

    private static readonly string[] Lists = ["authMethods", "endpoints", "inputs"];

    // What the sources put together, and everything that can come out of it.
    private static readonly Dictionary<string, string[]> Composed = new(StringComparer.Ordinal)
    {
        ["activation.status."] = [.. Enum.GetNames<ActivationStatus>().Select(Camel)],
        // A code without a text of its own shows its message.
        ["activation."] = ["noConnection", "ambiguousConnection", "needsReauthorization", "conflict"],
        ["chat.mode."] = [.. Enum.GetNames<ConversationMode>().Select(Camel)],
        ["chat.modeHelp."] = [.. Enum.GetNames<ConversationMode>().Select(Camel)],
        ["chat.outcome."] = [.. Enum.GetNames<ConversationOutcome>().Except(["Complete", "WithoutModel"])],
        ["done."] = [.. PageNotices.Known],
        ["draft."] = ["publish", "discard"],
        ["fields."] = [.. Lists, "true", "false"],
        ["fields.new."] = Lists,
        ["fields.part."] = Lists,
        ["impact."] = Enum.GetNames<ChangeImpact>(),
        ["problem."] = [.. Enum.GetNames<ConnectorErrorCode>().Select(Camel)],
        ["proposal."] = [.. Enum.GetNames<ProposalState>(), "apply", "refuse", "undo"],
        ["setting."] = [.. Settings()],
        // Those of forms are checked with the forms.
        ["field."] = [],
        ["help."] = [],
        ["method."] = [],
    };

    [Fact]
    public void Every_text_in_English_has_one_in_German_with_the_same_places_for_values()
    {
        Assert.Empty(English.Keys.Except(German.Keys));
        Assert.Empty(German.Where(pair => string.IsNullOrWhiteSpace(pair.Value)).Select(pair => pair.Key));
        Assert.All(English, pair => Assert.Equal(PlacesOf(pair.Value), PlacesOf(German[pair.Key])));
    }

    [Fact]
    public void Every_key_in_the_sources_of_the_pages_has_a_text()
    {
        var groups = English.Keys.Select(GroupOf).ToHashSet(StringComparer.Ordinal);
        var used = Sources()
            .SelectMany(source => Key.Matches(source).Select(match => match.Groups[1].Value))
            .Where(key => groups.Contains(GroupOf(key)))
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(used.Count > 200, $"Only {used.Count} keys were found.");
        Assert.Empty(used.Except(English.Keys));
    }

    [Fact]
    public void Every_key_that_the_sources_put_together_has_texts_for_all_its_values()
    {
        var groups = English.Keys.Select(GroupOf).Append("setting").ToHashSet(StringComparer.Ordinal);
        var found = Sources()
            .SelectMany(source => Prefix.Matches(source).Select(match => match.Groups[1].Value))
            .Where(prefix => groups.Contains(GroupOf(prefix)))
            // Names of fields in HTML.
            .Except(["input."])
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(found.Except(Composed.Keys));
        var keys = Composed.SelectMany(pair => pair.Value.Select(value => pair.Key + value)).ToArray();
        Assert.True(keys.Length > 250, $"Only {keys.Length} keys were made.");
        Assert.Empty(keys.Except(German.Keys));
        Assert.Empty(keys.Where(key => GroupOf(key) != "setting").Except(English.Keys));
    }

    [Fact]
    public void Settings_that_the_format_no_longer_has_have_no_text() =>
        Assert.Empty(German.Keys.Where(key => GroupOf(key) == "setting")
            .Except(Settings().Select(name => $"setting.{name}")));

    [Fact]
    public void Every_kind_of_auth_method_has_a_name_and_every_field_of_its_form_a_label_in_German()
    {
        var texts = new ConnectTexts("de", German, German);
        var schema = new DefinitionSchema();
        Assert.All(schema.Methods.Keys, type => Assert.NotEqual(type, PartPage.KindTitle(type, texts)));
        using var provider = new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider();
        var forms = provider.GetRequiredService<IConnectForms>();
        var seen = 0;
        foreach (var (name, (create, _)) in FormMethods.All)
        {
            var method = create(new("https://shop.example.com"));
            if (method is CustomAuth) continue;
            var listed = forms.List(new()
            {
                Id = ConnectorId.Parse("shop"),
                Title = "Shop",
                BaseUrl = "https://shop.example.com",
                AuthMethods = [method],
            });
            foreach (var field in listed.SelectMany(form => form.Parts).SelectMany(part => part.Fields))
            {
                seen++;
                Assert.True(
                    field.Title is not null || German.ContainsKey($"field.{field.Name}"), $"{name}: {field.Name}");
            }
        }

        Assert.True(seen > 30, $"Only {seen} fields were seen.");
    }

    private static IEnumerable<string> Settings()
    {
        var schema = new DefinitionSchema();
        return Names(schema.General).Concat(Names(schema.Input)).Concat(Names(schema.Endpoint))
            .Concat(schema.Methods.Values.SelectMany(method => Names(method.Fields)))
            .Distinct(StringComparer.Ordinal);

        static IEnumerable<string> Names(IEnumerable<SchemaField> fields) =>
            fields.SelectMany(field => Names(field.Fields).Prepend(field.Name));
    }

    private static IEnumerable<string> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Versori.Connectors.sln"))) folder = folder.Parent!;
        var project = Path.Combine(folder.FullName, "src", "Versori.Connectors.AspNetCore");
        return Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(project, file).StartsWith("obj", StringComparison.Ordinal))
            .Select(File.ReadAllText);
    }

    private static Dictionary<string, string> Read(string tag)
    {
        using var stream = typeof(ConnectTexts).Assembly.GetManifestResourceStream($"texts/{tag}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    private static string GroupOf(string key) => key.Split('.')[0];

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static IEnumerable<string> PlacesOf(string text) =>
        Place.Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("\"([a-z][A-Za-z]*(?:\\.[A-Za-z]+)+)\"")]
    private static partial Regex Key { get; }

    [GeneratedRegex("\\$\"((?:[a-z][A-Za-z]*\\.)+)\\{")]
    private static partial Regex Prefix { get; }

    [GeneratedRegex("\\{[0-9]+\\}")]
    private static partial Regex Place { get; }
}
