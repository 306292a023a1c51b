using System.Collections.Frozen;

namespace Versori.Connectors.Serialization;

/// <summary>The JSON names of format 1 that format 2 replaces, by the type that they belong to.</summary>
internal static class FormerNames
{
    private static readonly FrozenDictionary<string, string> None = FrozenDictionary<string, string>.Empty;

    private static readonly FrozenDictionary<Type, FrozenDictionary<string, string>> Members =
        new Dictionary<Type, FrozenDictionary<string, string>>
        {
            [typeof(AuthMethod)] = Map(
                ("rejectedAnswer", "rejectedResponse"), ("rejectedStatuses", "rejectedStatusCodes")),
            [typeof(OAuth2Auth)] = Map(
                ("plainClientCredentials", "unencodedClientCredentials"),
                ("refreshWithScopes", "includeScopesOnRefresh"),
                ("tokenAnswer", "tokenResponse"),
                ("followUp", "followUpRequest"),
                ("codeParameter", "callbackCodeParameter"),
                ("tokenCodeParameter", "tokenRequestCodeParameter"),
                ("dpop", "useDpop"),
                ("renewalMargin", "refreshMargin")),
            [typeof(OAuth2FollowUpRequest)] = Map(("tokenAnswer", "tokenResponse")),
            [typeof(OAuth2TokenResponseMapping)] = Map(("refreshExpiry", "refreshTokenExpiry")),
            [typeof(OAuth2Assertion)] = Map(("headers", "headerParameters")),
            [typeof(CapturedValue)] = Map(("path", "selector"), ("secret", "isSecret")),
            [typeof(OAuth1Auth)] = Map(
                ("signInMethod", "tokenRequestMethod"), ("signInPlacement", "tokenRequestPlacement")),
            [typeof(SelfSignedJwtAuth)] = Map(
                ("header", "headerParameters"),
                ("issuedAt", "includeIssuedAt"),
                ("expires", "includeExpiration"),
                ("notBefore", "includeNotBefore"),
                ("jwtId", "includeJwtId"),
                ("renewalMargin", "refreshMargin")),
            [typeof(SessionTokenAuth)] = Map(("renewal", "refresh"), ("renewalMargin", "refreshMargin")),
            [typeof(SessionAssertion)] = Map(("header", "headerParameters"), ("jwtId", "includeJwtId")),
            [typeof(SessionLifetime)] = Map(("picked", "extractedValue")),
            [typeof(AuthRequest)] = Map(
                ("picks", "extractedValues"), ("refusedStatuses", "invalidCredentialStatusCodes")),
            [typeof(ExtractedValue)] = Map(("at", "selector"), ("list", "listPointer")),
            [typeof(SuccessCondition)] = Map(("statuses", "statusCodes"), ("mayBePassing", "isFailureTransient")),
            [typeof(RejectedResponse)] = Map(("statuses", "statusCodes")),
            [typeof(AwsSignatureV4Auth)] = Map(
                ("inQuery", "presignUrl"),
                ("contentHashHeader", "includeContentSha256"),
                ("encodePathTwice", "doubleEncodePath")),
            [typeof(HttpMessageSignatureAuth)] = Map(("created", "includeCreated"), ("nonce", "includeNonce")),
            [typeof(EchoWebhookChallenge)] = Map(("answerField", "responseField")),
            [typeof(HmacWebhookChallenge)] = Map(("answerField", "responseField")),
            [typeof(HeaderWebhookChallenge)] = Map(("answerHeader", "responseHeader")),
            [typeof(AuthSnapshot)] = Map(("captured", "capturedValues"), ("ownScopes", "methodsWithOwnScopes")),
            [typeof(SecretReference)] = Map(("scope", "holder")),
            [typeof(TokenState)] = Map(("refreshExpiresAt", "refreshTokenExpiresAt")),
            [typeof(ConnectionCheck)] = Map(("at", "checkedAt"), ("httpStatus", "statusCode")),
            [typeof(PendingSignIn)] = Map(
                ("tryCredential", "checkCredential"), ("furtherMethods", "additionalMethods")),
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, FrozenDictionary<string, string>> Values =
        new Dictionary<Type, FrozenDictionary<string, string>>
        {
            [typeof(CapturedValueSource)] = Map(("tokenAnswer", "tokenResponse")),
            [typeof(OAuth2TokenResponseFormat)] = Map(("detect", "auto")),
            [typeof(SessionLifetimeUnit)] = Map(
                ("unixTime", "unixSeconds"), ("unixTimeMilliseconds", "unixMilliseconds")),
            [typeof(ConnectionCheckOutcome)] = Map(("notTried", "notChecked")),
        }.ToFrozenDictionary();

    /// <summary>The members of a record that format 1 names differently: former name to current name.</summary>
    /// <param name="type">The record, without the members of its base record.</param>
    public static FrozenDictionary<string, string> MembersOf(Type type) => Members.GetValueOrDefault(type, None);

    /// <summary>The values of an enumeration that format 1 names differently: former name to current name.</summary>
    public static FrozenDictionary<string, string> ValuesOf(Type type) => Values.GetValueOrDefault(type, None);

    private static FrozenDictionary<string, string> Map(params (string Former, string Current)[] names) =>
        names.ToFrozenDictionary(name => name.Former, name => name.Current, StringComparer.Ordinal);
}
