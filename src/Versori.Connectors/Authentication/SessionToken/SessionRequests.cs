using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>The requests of a method with their places in it, and the templates in them.</summary>
internal static class SessionRequests
{
    public static IEnumerable<(string Pointer, SessionRequest Request)> All(SessionTokenAuth method) =>
    [
        .. method.SignIn.Select((request, index) => ($"/signIn/{index}", request)),
        .. method.Renewal.Select((request, index) => ($"/renewal/{index}", request)),
        .. method.SignOut is { } signOut ? [("/signOut", signOut)] : Array.Empty<(string, SessionRequest)>(),
    ];

    public static IEnumerable<PickedValue> Picks(SessionTokenAuth method) => All(method).SelectMany(placed => placed.Request.Picks);

    public static IEnumerable<TemplateUse> Templates(string pointer, SessionRequest request)
    {
        yield return new($"{pointer}/url", request.Url, IsUrl: true);
        foreach (var (name, value) in request.Query) yield return new(JsonPointer.Append($"{pointer}/query", name), value);
        foreach (var (name, value) in request.Headers) yield return new(JsonPointer.Append($"{pointer}/headers", name), value);
        foreach (var (index, pick) in request.Picks.Index())
        {
            foreach (var (at, value) in pick.Where) yield return new(JsonPointer.Append($"{pointer}/picks/{index}/where", at), value);
        }

        if (request.Body is not { } body) yield break;
        if (body.Xml is { } xml) yield return new($"{pointer}/body/xml", xml);
        if (body.Text is { } text) yield return new($"{pointer}/body/text", text);
        foreach (var (name, value) in body.Form ?? ValueMap<string>.Empty) yield return new(JsonPointer.Append($"{pointer}/body/form", name), value);
        if (body.Json is not { } json) yield break;
        foreach (var use in Texts($"{pointer}/body/json", json.Root)) yield return use;
    }

    private static IEnumerable<TemplateUse> Texts(string pointer, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [new(pointer, JsonPointer.Scalar(value) ?? "")],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(JsonPointer.Append(pointer, member.Name), member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Texts($"{pointer}/{index}", item)),
        _ => [],
    };
}
