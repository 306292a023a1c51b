using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation.Wire;

/// <summary>What arrives at a server equals what was passed, or the call is refused.</summary>
public sealed class RoundTripProperties : IAsyncLifetime
{
    private WireServer _server = null!;

    public static TheoryData<ParameterLocation, ParameterStyle, bool, ValueShape> Cells()
    {
        var cells = new TheoryData<ParameterLocation, ParameterStyle, bool, ValueShape>();
        foreach (var (location, styles) in new[]
        {
            (ParameterLocation.Path, new[] { ParameterStyle.Simple, ParameterStyle.Label, ParameterStyle.Matrix }),
            (ParameterLocation.Query,
                [
                    ParameterStyle.Form, ParameterStyle.SpaceDelimited, ParameterStyle.PipeDelimited,
                    ParameterStyle.TabDelimited, ParameterStyle.DeepObject,
                ]),
            (ParameterLocation.Header, [ParameterStyle.Simple]),
            (ParameterLocation.Cookie, [ParameterStyle.Form, ParameterStyle.Cookie]),
        })
        {
            foreach (var style in styles)
            {
                foreach (var shape in Enum.GetValues<ValueShape>())
                {
                    if (style == ParameterStyle.DeepObject && shape != ValueShape.Object) continue;
                    cells.Add(location, style, false, shape);
                    cells.Add(location, style, true, shape);
                }
            }
        }

        return cells;
    }

    /// <summary>
    /// Any Unicode text, and the characters that delimit something somewhere. Without NUL, which the server refuses.
    /// </summary>
    public static Arbitrary<string> Texts() => Gen.OneOf(
            Gen.Elements("a", "b", "/", ".", "%", "%41", "+", " ", ",", ";", "=", "&", "|", "[", "]", "\"", "\\", "\t"),
            Gen.Choose(0x20, 0x10FFFF).Where(Rune.IsValid).Select(code => new Rune(code).ToString()),
            Gen.Elements("é", "漢", "😀", "\u200F", "\u0001", "\r\n"))
        .ListOf().Select(string.Concat).ToArbitrary();

    public async ValueTask InitializeAsync() => _server = await WireServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Every_cell_of_the_tables_arrives(
        ParameterLocation location, ParameterStyle style, bool explode, ValueShape shape)
    {
        string[][] values = [["blue", "black"], ["a/b", "100%"], ["x&y", "a=b"], ["ü", "漢😀"], ["1", ""]];
        foreach (var texts in values)
        {
            var isAscii = texts.All(text => Ascii.IsValid(text));
            var arrived = await SendAsync(location, style, explode, shape, texts[0], texts[1]);

            // HTTP allows ASCII only in headers, and the cookie style does not encode.
            var mayRefuse = !isAscii && (location == ParameterLocation.Header || style == ParameterStyle.Cookie);
            var isAmbiguous = location == ParameterLocation.Header && shape == ValueShape.Object && explode;
            Assert.True(arrived is true || (arrived is null && (mayRefuse || isAmbiguous)), string.Join(' ', texts));
        }
    }

    [Fact]
    public async Task A_name_with_an_equals_sign_is_refused_in_an_unencoded_cookie() => Assert.Null(
        await SendAsync(ParameterLocation.Cookie, ParameterStyle.Cookie, true, ValueShape.Object, "=", ""));

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(40, Arbitrary = [typeof(RoundTripProperties)])]
    public async Task<bool> No_value_arrives_as_another_one(string first, string second)
    {
        foreach (var row in Cells())
        {
            var (location, style, explode, shape) = row.Data;
            if (await SendAsync(location, style, explode, shape, first, second) == false) return false;
        }

        return true;
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(40, Arbitrary = [typeof(RoundTripProperties)])]
    public async Task<bool> Fields_of_every_kind_of_body_arrive(string first, string second)
    {
        EndpointArguments arguments = new() { ["a"] = first, ["b"] = new[] { first, second }, ["c"] = second };
        using var json = await ArriveAsync("application/json", arguments);
        var form = await BodyAsync("application/x-www-form-urlencoded", arguments);
        var parts = await BodyAsync("multipart/form-data", arguments);
        using var expected = JsonDocument.Parse(
            new JsonObject { ["a"] = first, ["b"] = new JsonArray(first, second), ["c"] = second }.ToJsonString());
        return JsonElement.DeepEquals(expected.RootElement, json.RootElement)
            && HasFields(form.Fields, first, second)
            && HasFields(parts.Fields, first, second);
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(40, Arbitrary = [typeof(RoundTripProperties)])]
    public async Task<bool> A_whole_query_arrives(string first, string second)
    {
        var parameter = new EndpointParameter
        {
            Name = "q",
            In = ParameterLocation.QueryString,
            ContentType = "application/x-www-form-urlencoded",
        };
        using var request = Requests.Get("/a", parameter)
            .Create(new() { ["q"] = new Dictionary<string, object?> { ["x"] = first, ["y"] = second } });
        var arrived = await _server.SendAsync(request);
        return arrived.Query.Select(pair => Uri.UnescapeDataString(pair.Value.Replace('+', ' ')))
            .SequenceEqual([first, second]);
    }

    private static bool HasFields(IReadOnlyDictionary<string, string?[]> fields, string first, string second) =>
        fields["a"].SequenceEqual([first])
        && fields["b"].SequenceEqual([first, second])
        && fields["c"].SequenceEqual([second]);

    private async Task<JsonDocument> ArriveAsync(string contentType, EndpointArguments arguments) =>
        JsonDocument.Parse((await BodyAsync(contentType, arguments)).Body);

    private async Task<ArrivedRequest> BodyAsync(string contentType, EndpointArguments arguments)
    {
        var schema = JsonSchema.Parse("""{"properties":{"a":{},"b":{},"c":{}}}""");
        using var request = Requests.Post(new() { ContentType = contentType, Schema = schema }).Create(arguments);
        return await _server.SendAsync(request);
    }

    // True: it arrived. False: another value arrived. Null: the call was refused.
    private async Task<bool?> SendAsync(
        ParameterLocation location, ParameterStyle style, bool explode, ValueShape shape, string first, string second)
    {
        var parameter = Requests.Parameter(location, "color", style: style, explode: explode);
        var path = location == ParameterLocation.Path ? "/a/{color}" : "/a";
        JsonNode value = shape switch
        {
            ValueShape.Text => JsonValue.Create(first),
            ValueShape.List => new JsonArray(first, second, "z"),
            _ => new JsonObject { [$"k{first}"] = second, ["z"] = first },
        };
        HttpRequestMessage request;
        try
        {
            request = Requests.Get(path, parameter).Create(new() { ["color"] = value });
        }
        catch (ConnectorException exception)
        {
            Assert.All(exception.Errors, error => Assert.Equal(ConnectorErrorCode.InvalidArgument, error.Code));
            return null;
        }

        using (request)
        {
            var arrived = StyleReader.Read(await _server.SendAsync(request), parameter, shape);
            return JsonNode.DeepEquals(value, arrived);
        }
    }
}
