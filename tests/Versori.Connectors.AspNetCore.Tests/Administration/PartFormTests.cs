using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Versori.Connectors.AspNetCore.Administration.Fields;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Tests.Administration;

public sealed class PartFormTests
{
    private static readonly DefinitionSchema Schema = new();

    private static readonly ConnectTexts Texts =
        new("en", new Dictionary<string, string>(), new Dictionary<string, string>());

    [Fact]
    public void The_forms_of_every_known_system_keep_what_they_show()
    {
        var parts = 0;
        foreach (var system in KnownSystems.All)
        {
            var definition = (JsonObject)JsonNode.Parse(KnownSystems.Get(system.Id).Definition.ToJson())!;
            foreach (var name in NamesOf(definition))
            {
                var part = EditedPart.Find(Schema, definition, name, type: null)!;
                var kept = part.With(definition, Resend(part).Value);
                Assert.True(
                    JsonNode.DeepEquals(definition, kept),
                    $"{system.Id}{name}\n{definition.ToJsonString()}\n{kept.ToJsonString()}");
                parts++;
            }
        }

        Assert.True(parts > 800, $"{parts} parts");
    }

    [Theory]
    [InlineData("""{"id":"a","scopes":[""," a","b\nc","7"]}""")]
    [InlineData("""{"id":"a","scopes":[],"tokenParameters":{},"scopeSeparator":""}""")]
    [InlineData("""{"id":"a","tokenParameters":{"a":" b","c:d":"e"},"tokenHeaders":{"":"x"}}""")]
    [InlineData("""{"id":"a","description":"\nline\n\n","title":"two\nlines"}""")]
    [InlineData("""{"id":"a","clientAuthenticationHeader":{},"pkce":"new","useDpop":"maybe"}""")]
    [InlineData("""{"id":"a","fields":[{"name":"x","title":""},{"name":"y"}],"rejectedStatusCodes":[401,403]}""")]
    [InlineData("""{"id":"<\"&'>","captures":[{"name":"</textarea><script>"}]}""")]
    public void Unusual_values_are_kept(string method)
    {
        var definition = (JsonObject)JsonNode.Parse(
            $$"""{"authMethods":[{"type":"oauth2","grant":"password",{{method[1..]}}]}""")!;
        var part = EditedPart.Find(Schema, definition, "/authMethods/0", type: null)!;

        var kept = part.With(definition, Resend(part).Value);

        Assert.True(JsonNode.DeepEquals(definition, kept), kept.ToJsonString());
    }

    private static IEnumerable<string> NamesOf(JsonObject definition) =>
        new[] { "inputs", "authMethods", "endpoints" }
            .SelectMany(list => Enumerable.Range(0, (definition[list] as JsonArray)?.Count ?? 0)
                .Select(index => $"/{list}/{index}"))
            .Prepend("/");

    // Writes the form, reads it as a browser does, and reads what the browser sends.
    private static PartForm Resend(EditedPart part)
    {
        var html = new HtmlWriter();
        html.Write($"<form>");
        new FieldsWriter(html, Texts, PartForm.Of(part.Value), []).WriteAll(part.Fields, part.Pointer, part.Value);
        html.Write($"</form>");
        var form = (IHtmlFormElement)new HtmlParser().ParseDocument(html.ToString()).Forms[0];
        var fields = FormFieldReader.Read(form).GroupBy(field => field.Key)
            .ToDictionary(group => group.Key, group => new StringValues([.. group.Select(field => field.Value)]));
        return PartForm.Read(new FormCollection(fields), part.Fields, part.Pointer, part.Value, change: null);
    }
}
