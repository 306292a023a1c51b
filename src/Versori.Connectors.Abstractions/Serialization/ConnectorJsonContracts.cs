using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <content>
/// The records that keep their own defaults. A new record with <c>init</c> members needs an entry; a test names the
/// ones that are missing.
/// </content>
internal sealed partial class ConnectorJsonContext
{
    private static readonly Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> Contracts = new()
    {
        [typeof(ApiKeyAuth)] = Keeping<ApiKeyAuth>(ApiKeyAuthPropInit),
        [typeof(ApiKeyWebhookScheme)] = Keeping<ApiKeyWebhookScheme>(ApiKeyWebhookSchemePropInit),
        [typeof(AuthAlternative)] = Keeping<AuthAlternative>(AuthAlternativePropInit),
        [typeof(AuthRequest)] = Keeping<AuthRequest>(AuthRequestPropInit),
        [typeof(AuthRequestBody)] = Keeping<AuthRequestBody>(AuthRequestBodyPropInit),
        [typeof(AuthSnapshot)] = Keeping<AuthSnapshot>(AuthSnapshotPropInit),
        [typeof(AwsAssumedRole)] = Keeping<AwsAssumedRole>(AwsAssumedRolePropInit),
        [typeof(CustomWebhookScheme)] = Keeping<CustomWebhookScheme>(CustomWebhookSchemePropInit),
        [typeof(OAuth2SamlAssertion)] = Keeping<OAuth2SamlAssertion>(OAuth2SamlAssertionPropInit),
        [typeof(PlannedEndpoint)] = Keeping<PlannedEndpoint>(PlannedEndpointPropInit),
        [typeof(AwsSignatureV4Auth)] = Keeping<AwsSignatureV4Auth>(AwsSignatureV4AuthPropInit),
        [typeof(BasicAuth)] = Keeping<BasicAuth>(BasicAuthPropInit),
        [typeof(BearerAuth)] = Keeping<BearerAuth>(BearerAuthPropInit),
        [typeof(Binding)] = Keeping<Binding>(BindingPropInit),
        [typeof(BindingKey)] = Keeping<BindingKey>(BindingKeyPropInit),
        [typeof(CapturedValue)] = Keeping<CapturedValue>(CapturedValuePropInit),
        [typeof(ClientCertificateAuth)] = Keeping<ClientCertificateAuth>(ClientCertificateAuthPropInit),
        [typeof(Connection)] = Keeping<Connection>(ConnectionPropInit),
        [typeof(ConnectionTemplate)] = Keeping<ConnectionTemplate>(ConnectionTemplatePropInit),
        [typeof(Connector)] = Keeping<Connector>(ConnectorPropInit),
        [typeof(ConnectorDefinition)] = Keeping<ConnectorDefinition>(ConnectorDefinitionPropInit),
        [typeof(ConnectorEndpoint)] = Keeping<ConnectorEndpoint>(ConnectorEndpointPropInit),
        [typeof(ConnectorInput)] = Keeping<ConnectorInput>(ConnectorInputPropInit),
        [typeof(CredentialField)] = Keeping<CredentialField>(CredentialFieldPropInit),
        [typeof(CredentialPlacement)] = Keeping<CredentialPlacement>(CredentialPlacementPropInit),
        [typeof(CustomAuth)] = Keeping<CustomAuth>(CustomAuthPropInit),
        [typeof(DigestAuth)] = Keeping<DigestAuth>(DigestAuthPropInit),
        [typeof(EchoWebhookChallenge)] = Keeping<EchoWebhookChallenge>(EchoWebhookChallengePropInit),
        [typeof(EndpointPaging)] = Keeping<EndpointPaging>(EndpointPagingPropInit),
        [typeof(EndpointParameter)] = Keeping<EndpointParameter>(EndpointParameterPropInit),
        [typeof(EndpointRequestBody)] = Keeping<EndpointRequestBody>(EndpointRequestBodyPropInit),
        [typeof(EndpointResponse)] = Keeping<EndpointResponse>(EndpointResponsePropInit),
        [typeof(ExtractedValue)] = Keeping<ExtractedValue>(ExtractedValuePropInit),
        [typeof(HeaderWebhookChallenge)] = Keeping<HeaderWebhookChallenge>(HeaderWebhookChallengePropInit),
        [typeof(HmacSignatureAuth)] = Keeping<HmacSignatureAuth>(HmacSignatureAuthPropInit),
        [typeof(HmacWebhookChallenge)] = Keeping<HmacWebhookChallenge>(HmacWebhookChallengePropInit),
        [typeof(HmacWebhookScheme)] = Keeping<HmacWebhookScheme>(HmacWebhookSchemePropInit),
        [typeof(HttpMessageSignatureAuth)] = Keeping<HttpMessageSignatureAuth>(HttpMessageSignatureAuthPropInit),
        [typeof(HttpSignatureWebhookScheme)] = Keeping<HttpSignatureWebhookScheme>(HttpSignatureWebhookSchemePropInit),
        [typeof(IntegrationPlan)] = Keeping<IntegrationPlan>(IntegrationPlanPropInit),
        [typeof(JwtClaim)] = Keeping<JwtClaim>(JwtClaimPropInit),
        [typeof(NoAuth)] = Keeping<NoAuth>(NoAuthPropInit),
        [typeof(OAuth1Auth)] = Keeping<OAuth1Auth>(OAuth1AuthPropInit),
        [typeof(OAuth2Assertion)] = Keeping<OAuth2Assertion>(OAuth2AssertionPropInit),
        [typeof(OAuth2Auth)] = Keeping<OAuth2Auth>(OAuth2AuthPropInit),
        [typeof(OAuth2FollowUpRequest)] = Keeping<OAuth2FollowUpRequest>(OAuth2FollowUpRequestPropInit),
        [typeof(OAuth2TokenResponseMapping)] = Keeping<OAuth2TokenResponseMapping>(OAuth2TokenResponseMappingPropInit),
        [typeof(PendingSignIn)] = Keeping<PendingSignIn>(PendingSignInPropInit),
        [typeof(PlannedConnector)] = Keeping<PlannedConnector>(PlannedConnectorPropInit),
        [typeof(RejectedResponse)] = Keeping<RejectedResponse>(RejectedResponsePropInit),
        [typeof(SecretHolder)] = Keeping<SecretHolder>(SecretHolderPropInit),
        [typeof(SecretReference)] = Keeping<SecretReference>(SecretReferencePropInit),
        [typeof(SelfSignedJwtAuth)] = Keeping<SelfSignedJwtAuth>(SelfSignedJwtAuthPropInit),
        [typeof(SessionAssertion)] = Keeping<SessionAssertion>(SessionAssertionPropInit),
        [typeof(SessionLifetime)] = Keeping<SessionLifetime>(SessionLifetimePropInit),
        [typeof(SessionTokenAuth)] = Keeping<SessionTokenAuth>(SessionTokenAuthPropInit),
        [typeof(StandardWebhooksScheme)] = Keeping<StandardWebhooksScheme>(StandardWebhooksSchemePropInit),
        [typeof(SuccessCondition)] = Keeping<SuccessCondition>(SuccessConditionPropInit),
        [typeof(TemplateId)] = Keeping<TemplateId>(TemplateIdPropInit),
        [typeof(TokenState)] = Keeping<TokenState>(TokenStatePropInit),
        [typeof(WebhookDefinition)] = Keeping<WebhookDefinition>(WebhookDefinitionPropInit),
        [typeof(WebhookValue)] = Keeping<WebhookValue>(WebhookValuePropInit),
        [typeof(WsseAuth)] = Keeping<WsseAuth>(WsseAuthPropInit),
    };
}
