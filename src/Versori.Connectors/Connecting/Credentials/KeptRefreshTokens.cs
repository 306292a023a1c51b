using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Keeps the refresh token of a connection whose account signs in again. Some servers issue a refresh token with the
/// first consent only. It is kept if both tokens surely belong to the same account and client; otherwise the connection
/// reports that it cannot be refreshed (<see cref="Connection.CanRefresh"/>).
/// </summary>
internal sealed class KeptRefreshTokens(ConnectionPreparer preparer, TimeProvider time)
{
    private const string RefreshToken = TokenResponseReader.RefreshToken;

    /// <summary>Returns the credentials of a sign-in, with the refresh tokens that stay valid.</summary>
    public async Task<IReadOnlyList<MethodCredential>> AddToAsync(
        IReadOnlyList<MethodCredential> signedIn, Connection before, CancellationToken cancellationToken)
    {
        if (!signedIn.Any(LacksRefreshToken)) return signedIn;
        if (await preparer.ReadAsync(before, cancellationToken).ConfigureAwait(false) is not { } prepared)
            return signedIn;
        return
        [
            .. signedIn.Select(
                credential => LacksRefreshToken(credential) ? Add(credential, prepared) : credential),
        ];
    }

    private MethodCredential Add(MethodCredential credential, PreparedConnection before)
    {
        var old = Array.Find(before.Methods, method => method.Method.Id == credential.Method.Id);
        if (old is not { Method: OAuth2Auth oldMethod, Token: { } oldToken }) return credential;
        if (oldToken.Values.GetValueOrDefault(RefreshToken) is not { } refreshToken) return credential;
        if (oldToken.RefreshTokenExpiresAt <= time.GetUtcNow()) return credential;
        var isSame = IsSameAccount(oldToken, credential.Token!)
            && IsSameClient(oldMethod, before, credential)
            && IsSameServer(oldMethod, (OAuth2Auth)credential.Method);
        return isSame
            ? credential with { Token = WithRefreshToken(credential.Token!, oldToken, refreshToken) }
            : credential;
    }

    // The redirect URI belongs to the sign-in that brought the refresh token.
    private static Token WithRefreshToken(Token token, Token old, string refreshToken)
    {
        var kept = token.WithRefreshToken(RefreshToken, refreshToken, old.RefreshTokenExpiresAt);
        return old.Values.GetValueOrDefault(RefreshTokenGrant.RedirectUriName) is { } redirectUri
            ? kept.With(RefreshTokenGrant.RedirectUriName, redirectUri)
            : kept;
    }

    private static bool LacksRefreshToken(MethodCredential credential) =>
        credential is { Method: OAuth2Auth, Token: { } token } && !token.Values.ContainsKey(RefreshToken);

    private static bool IsSameAccount(Token old, Token current) =>
        old.Values.GetValueOrDefault(AccountMark.Name) is { } mark
        && current.Values.GetValueOrDefault(AccountMark.Name) == mark;

    private static bool IsSameClient(OAuth2Auth oldMethod, PreparedConnection before, MethodCredential credential)
    {
        var oldId = before.Fields.Find(oldMethod.Id, OAuth2Clients.IdField)?.Reveal() ?? oldMethod.ClientId;
        var newId = credential.Credential.Fields.GetValueOrDefault(OAuth2Clients.IdField)?.Reveal()
            ?? ((OAuth2Auth)credential.Method).ClientId;
        return oldId is not null && oldId == newId;
    }

    // A refresh token can be bound to the key of the first sign-in (RFC 9449 §5).
    private static bool IsSameServer(OAuth2Auth old, OAuth2Auth current) =>
        old.TokenUrl == current.TokenUrl
        && old.RefreshUrl == current.RefreshUrl
        && !old.UseDpop
        && !current.UseDpop;
}
