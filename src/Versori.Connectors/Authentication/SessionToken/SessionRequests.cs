using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>The requests of a method and their expressions, with their JSON pointers.</summary>
internal static class SessionRequests
{
    public static IEnumerable<(string Pointer, AuthRequest Request)> All(SessionTokenAuth method) =>
    [
        .. method.SignIn.Select((request, index) => ($"/signIn/{index}", request)),
        .. method.Refresh.Select((request, index) => ($"/refresh/{index}", request)),
        .. method.SignOut is { } signOut ? [("/signOut", signOut)] : Array.Empty<(string, AuthRequest)>(),
    ];

    public static IEnumerable<ExtractedValue> ExtractedValues(SessionTokenAuth method) =>
        All(method).SelectMany(item => item.Request.ExtractedValues);

    public static IEnumerable<ExpressionUse> Templates(string pointer, AuthRequest request) =>
    [
        new($"{pointer}/url", request.Url, IsUrl: true),
        .. Map($"{pointer}/query", request.Query),
        .. Map($"{pointer}/headers", request.Headers),
        .. request.ExtractedValues.SelectMany(
            (extracted, index) => Map($"{pointer}/extractedValues/{index}/where", extracted.Where)),
        .. request.Body is { } body ? OfBody($"{pointer}/body", body) : [],
    ];

    private static IEnumerable<ExpressionUse> OfBody(string pointer, AuthRequestBody body)
    {
        if (body.Xml is { } xml) yield return new($"{pointer}/xml", xml);
        if (body.Text is { } text) yield return new($"{pointer}/text", text);
        foreach (var use in Map($"{pointer}/form", body.Form ?? ValueMap<string>.Empty)) yield return use;
        if (body.Json is not { } json) yield break;
        foreach (var use in OfJson($"{pointer}/json", json.Root)) yield return use;
    }

    private static IEnumerable<ExpressionUse> Map(string pointer, IReadOnlyDictionary<string, string> expressions) =>
        expressions.Select(pair => new ExpressionUse(JsonPointer.Append(pointer, pair.Key), pair.Value));

    private static IEnumerable<ExpressionUse> OfJson(string pointer, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [new(pointer, JsonPointer.Scalar(value) ?? "")],
        JsonValueKind.Object => value.EnumerateObject()
            .SelectMany(member => OfJson(JsonPointer.Append(pointer, member.Name), member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => OfJson($"{pointer}/{index}", item)),
        _ => [],
    };
}
