using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication;

/// <summary>What every request of a method needs besides its credential: fixed headers and query parameters.</summary>
internal static class RequestExtras
{
    public static IEnumerable<TemplateUse> Templates(AuthMethod method) =>
    [
        .. method.Headers.Select(header => new TemplateUse(JsonPointer.Append("/headers", header.Key), header.Value) { IsOnRequests = true }),
        .. method.Query.Select(parameter => new TemplateUse(JsonPointer.Append("/query", parameter.Key), parameter.Value) { IsOnRequests = true }),
    ];

    public static IEnumerable<(string Pointer, string Message)> Problems(AuthMethod method)
    {
        foreach (var placement in Placements(method))
        {
            var pointer = JsonPointer.Append(placement.In == CredentialLocation.Header ? "/headers" : "/query", placement.Name);
            if (PlacementAuthenticators.NameProblem(placement) is { } problem) yield return (pointer, problem);
        }
    }

    /// <summary>Filled like the credential itself: once, or for each request where it has to be.</summary>
    public static IEnumerable<RequestAuthenticator> Prepare(AuthMethod method, TemplateValues values) => PlacementAuthenticators.PrepareAll(
        Placements(method).Where(placement => TextTemplate.Parse(placement.Value) is var value && (value.IsPerRequest || value.Fill(values, TemplatePosition.Raw).Length > 0)), values);

    private static IEnumerable<CredentialPlacement> Placements(AuthMethod method) =>
        method.Headers.Select(header => new CredentialPlacement { Name = header.Key, Value = header.Value })
            .Concat(method.Query.Select(parameter => new CredentialPlacement { In = CredentialLocation.Query, Name = parameter.Key, Value = parameter.Value }));
}
