namespace Versori.Connectors.Authentication.Custom;

/// <summary>Adapts an <see cref="IRequestAuthenticator"/> of the host to the engine.</summary>
internal sealed class CustomAuthenticator(IRequestAuthenticator authenticator) : RequestAuthenticator
{
    public override string Name { get; } = authenticator.Name;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        authenticator.ApplyAsync(request, cancellationToken);

    public override void Remove(HttpRequestMessage request) => authenticator.Remove(request);
}
