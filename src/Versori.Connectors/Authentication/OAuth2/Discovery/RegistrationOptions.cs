using System.Text.Json;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>What an authorization server offers to clients that it does not know yet.</summary>
/// <param name="ClientAuthentications">
/// The names of the client authentication methods that it supports. Empty if it does not list them; the default is then
/// <c>client_secret_basic</c> (RFC 8414 §2).
/// </param>
/// <param name="SigningAlgorithms">The algorithms of the assertions that authenticate clients.</param>
/// <param name="ReadsClientMetadata">
/// Whether a client's id can be the URL of its metadata (draft-ietf-oauth-client-id-metadata-document §5).
/// </param>
internal sealed record RegistrationOptions(
    IReadOnlyList<string> ClientAuthentications, IReadOnlyList<string> SigningAlgorithms, bool ReadsClientMetadata)
{
    public static RegistrationOptions Of(JsonElement server) => new(
        MetadataFields.Texts(server, "token_endpoint_auth_methods_supported"),
        MetadataFields.Texts(server, "token_endpoint_auth_signing_alg_values_supported"),
        MetadataFields.IsTrue(server, "client_id_metadata_document_supported"));

    public bool Supports(OAuth2ClientAuthentication authentication) =>
        ClientAuthentications.Contains(ClientAuthenticationNames.Of(authentication)!, StringComparer.Ordinal);
}
