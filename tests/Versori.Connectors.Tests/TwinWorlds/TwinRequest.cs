using System.Text;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>A request as it would be sent, with random signatures verified and masked.</summary>
public sealed record TwinRequest(string Url, string Headers, string Text)
{
    public static async Task<TwinRequest> OfAsync(HttpRequestMessage request)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync() : "";
        var headers = new StringBuilder();
        var all = request.Headers.NonValidated.Concat(
            request.Content is { } own ? own.Headers.NonValidated : new HttpRequestMessage().Headers.NonValidated);
        foreach (var (name, values) in all)
        {
            foreach (var value in values) headers.Append(name).Append(": ").Append(value).Append('\n');
        }

        var url = request.RequestUri!.AbsoluteUri;
        var text = $"{request.Method} {url}\n{headers}\n{body}";
        return new(url, headers.ToString(), TwinSignatures.VerifyAndMask(text, request));
    }
}
