using System.Net;
using System.Text;

namespace Versori.Connectors.Examples;

/// <summary>Keeps the last request, and returns an empty response.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    public RecordedExample? Last { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content) await content.LoadIntoBufferAsync(cancellationToken);
        var text = new StringBuilder().Append(request.RequestUri).Append('\n');
        foreach (var (name, value) in request.Headers.NonValidated)
            text.Append(name).Append(": ").Append(value).Append('\n');
        if (request.Headers.Authorization is { Scheme: "Basic", Parameter: { } basic })
            text.Append(Encoding.UTF8.GetString(Convert.FromBase64String(basic)));
        Last = new(request.RequestUri!, text.ToString());
        return new(HttpStatusCode.NoContent) { RequestMessage = request };
    }
}

/// <summary>A request.</summary>
/// <param name="Url">The URL.</param>
/// <param name="All">Its URL and headers.</param>
internal sealed record RecordedExample(Uri Url, string All);
