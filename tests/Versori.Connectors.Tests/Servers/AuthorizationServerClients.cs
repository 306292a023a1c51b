using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Versori.Connectors.Tests.Servers;

/// <summary>The predefined clients of an <see cref="AuthorizationServer"/>.</summary>
public static class AuthorizationServerClients
{
    /// <summary>Confidential: client credentials, token exchange, introspection, revocation.</summary>
    public const string Service = "service";

    /// <summary>Confidential: authorization code with PKCE, refresh, pushed requests.</summary>
    public const string Web = "web";

    /// <summary>Public: device code, authorization code with PKCE, refresh.</summary>
    public const string Native = "native";

    /// <summary>Client credentials with <c>private_key_jwt</c> (RFC 7523 §2.2).</summary>
    public const string Signer = "signer";

    /// <summary>The secret of the confidential clients.</summary>
    public const string ClientSecret = "a secret with spaces & signs: %+";

    public const string RedirectUri = "http://127.0.0.1/callback";

    public const string Scope = "api";

    private static readonly string[] Endpoints =
    [
        Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Introspection,
        Permissions.Endpoints.Revocation, Permissions.Endpoints.DeviceAuthorization,
        Permissions.Endpoints.PushedAuthorization,
    ];

    internal static IEnumerable<OpenIddictApplicationDescriptor> All(ECDsa signerKey)
    {
        yield return Client(Service, ClientSecret, GrantTypes.ClientCredentials, GrantTypes.TokenExchange);
        yield return Client(Web, ClientSecret, GrantTypes.AuthorizationCode, GrantTypes.RefreshToken);
        yield return Client(Native, null, GrantTypes.DeviceCode, GrantTypes.AuthorizationCode, GrantTypes.RefreshToken);

        var signer = Client(Signer, null, GrantTypes.ClientCredentials);
        signer.ClientType = ClientTypes.Confidential;
        signer.JsonWebKeySet = new()
        {
            Keys =
            {
                JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
                    new(ECDsa.Create(signerKey.ExportParameters(false))) { KeyId = Signer }),
            },
        };
        yield return signer;
    }

    /// <summary>A client with the scope, all endpoints, and these grants.</summary>
    public static OpenIddictApplicationDescriptor Client(string id, string? secret, params IEnumerable<string> grants)
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientSecret = secret,
            ClientType = secret is null ? ClientTypes.Public : ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new(RedirectUri) },
        };

        client.Permissions.UnionWith(Endpoints);
        client.Permissions.UnionWith(grants.Select(grant => Permissions.Prefixes.GrantType + grant));
        client.Permissions.Add(Permissions.ResponseTypes.Code);
        client.Permissions.Add(Permissions.Prefixes.Scope + Scope);
        return client;
    }
}
