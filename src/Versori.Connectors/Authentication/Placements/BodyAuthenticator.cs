using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication;

/// <summary>A field of a form or JSON body whose value is the same for every request.</summary>
internal sealed class BodyAuthenticator(string name, string value) : RequestAuthenticator
{
    public override string Name => name;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        RequestBodyFields.SetAsync(request, name, value, cancellationToken);

    public override void Remove(HttpRequestMessage request) => RequestBodyFields.Remove(request, name);
}
