using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Invocation.Wire;

/// <summary>
/// Reads a parameter back as a server does that follows the tables of OpenAPI ("Style Examples"). It knows nothing of
/// the writer.
/// </summary>
internal static class StyleReader
{
    public static JsonNode? Read(ArrivedRequest request, EndpointParameter parameter, ValueShape shape)
    {
        var style = parameter.Style ?? (parameter.In is ParameterLocation.Path or ParameterLocation.Header
            ? ParameterStyle.Simple
            : ParameterStyle.Form);
        var explode = parameter.Explode ?? style is ParameterStyle.Form or ParameterStyle.Cookie;
        return parameter.In switch
        {
            ParameterLocation.Path => ReadPath(request.Segment, parameter.Name, style, explode, shape),
            ParameterLocation.Header => ReadJoined(request.Headers[parameter.Name], ",", explode, shape, text => text),
            ParameterLocation.Cookie when style == ParameterStyle.Cookie =>
                ReadPairs(request.Cookies, parameter.Name, ",", explode, shape, text => text),
            ParameterLocation.Cookie =>
                ReadPairs(request.Cookies, parameter.Name, "%2C", explode, shape, Decode),
            _ when style == ParameterStyle.DeepObject => ReadDeep(request.Query, parameter.Name),
            _ => ReadPairs(request.Query, parameter.Name, Delimiter(style), explode, shape, Decode),
        };
    }

    private static JsonNode? ReadPath(string segment, string name, ParameterStyle style, bool explode, ValueShape shape)
    {
        switch (style)
        {
            case ParameterStyle.Label:
                Assert.StartsWith(".", segment, StringComparison.Ordinal);
                return ReadJoined(segment[1..], explode ? "." : ",", explode, shape, Decode);
            case ParameterStyle.Matrix:
                Assert.StartsWith(";", segment, StringComparison.Ordinal);
                return ReadPairs(ArrivedRequest.Pairs(segment[1..], ";"), name, ",", explode, shape, Decode);
            default:
                return ReadJoined(segment, ",", explode, shape, Decode);
        }
    }

    private static JsonNode? ReadPairs(
        IReadOnlyList<(string Name, string Value)> pairs, string name, string delimiter, bool explode, ValueShape shape,
        Func<string, string> decode)
    {
        if (explode && shape == ValueShape.Object)
        {
            var read = new JsonObject();
            foreach (var (key, value) in pairs) read[decode(key)] = decode(value);
            return read;
        }

        var own = pairs.Where(pair => Decode(pair.Name) == name).Select(pair => pair.Value).ToList();
        if (explode && shape == ValueShape.List)
            return new JsonArray([.. own.Select(value => (JsonNode)JsonValue.Create(decode(value)))]);
        return ReadJoined(Assert.Single(own), delimiter, explode: false, shape, decode);
    }

    private static JsonNode? ReadJoined(
        string text, string delimiter, bool explode, ValueShape shape, Func<string, string> decode)
    {
        if (shape == ValueShape.Text) return JsonValue.Create(decode(text));
        var parts = text.Split(delimiter);
        if (shape == ValueShape.List)
            return new JsonArray([.. parts.Select(part => (JsonNode)JsonValue.Create(decode(part)))]);
        var read = new JsonObject();
        for (var i = 0; i < parts.Length; i += explode ? 1 : 2)
        {
            var (key, value) = explode
                ? (parts[i].Split('=', 2)[0], parts[i].Split('=', 2)[1])
                : (parts[i], parts[i + 1]);
            read[decode(key)] = decode(value);
        }

        return read;
    }

    private static JsonObject ReadDeep(IReadOnlyList<(string Name, string Value)> pairs, string name)
    {
        var read = new JsonObject();
        foreach (var (key, value) in pairs)
        {
            var decoded = Decode(key);
            Assert.StartsWith($"{name}[", decoded, StringComparison.Ordinal);
            read[decoded[(name.Length + 1)..^1]] = Decode(value);
        }

        return read;
    }

    private static string Delimiter(ParameterStyle style) => style switch
    {
        ParameterStyle.SpaceDelimited => "%20",
        ParameterStyle.PipeDelimited => "%7C",
        ParameterStyle.TabDelimited => "%09",
        _ => ",",
    };

    private static string Decode(string text) => Uri.UnescapeDataString(text);
}
