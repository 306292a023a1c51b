using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication;

/// <summary>A query parameter whose value is the same for every request.</summary>
internal sealed class QueryAuthenticator(string name, string value) : RequestAuthenticator
{
    public override string Name => name;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        QueryParameters.Set(request, name, value);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => QueryParameters.Remove(request, name);
}
