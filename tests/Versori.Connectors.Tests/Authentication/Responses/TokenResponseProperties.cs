using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Authentication.Responses;

/// <summary>Any response of a token endpoint gives a usable token or a typed error.</summary>
public sealed class TokenResponseProperties
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static readonly OAuth2Auth Method = new()
    {
        Grant = OAuth2Grant.ClientCredentials,
        TokenUrl = "https://as.example/token",
        Captures =
        [
            new() { Name = "site", Optional = true },
            new() { Name = "tenant", From = CapturedValueSource.AccessTokenClaims, Optional = true },
        ],
    };

    /// <summary>Responses made of fragments of token responses in any order.</summary>
    public static Arbitrary<string> Responses() => Gen.Elements(
            "{", "}", "[", "]", ":", ",", "\"access_token\"", "\"token\"", "\"a.eyJ0ZW5hbnQiOiJ4In0.c\"", "\"a.eyI.c\"",
            "\"expires_in\"", "\"error\"", "\"invalid_grant\"", "\"scope\"", "\"refresh_token\"",
            "\"refresh_expires_in\"", "\"site\"", "3600", "-1", "1e999", "9223372036854775808", "\"\"", "null", "true",
            "\"\\ud800\"", "\"\\r\\n\"", "\u00ff", "\ufeff", "=", "&", "access_token=x", "%", " ")
        .ListOf().Select(string.Concat).ToArbitrary();

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(3000, Arbitrary = [typeof(TokenResponseProperties)])]
    public bool Fragments_of_responses_give_a_token_or_a_typed_error(
        string response, bool isSuccess, OAuth2TokenResponseFormat format, OAuth2ExpiryUnit unit) =>
        IsSound(Encoding.UTF8.GetBytes(response), isSuccess, format, unit);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(1000)]
    public bool Arbitrary_bytes_give_a_token_or_a_typed_error(
        byte[]? response, bool isSuccess, OAuth2TokenResponseFormat format, OAuth2ExpiryUnit unit) =>
        IsSound(response ?? [], isSuccess, format, unit);

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(2000)]
    public bool A_valid_response_with_one_changed_byte_gives_a_token_or_a_typed_error(int position, byte value)
    {
        var response = """
            {"access_token":"a.eyJ0ZW5hbnQiOiJ4In0.c","token_type":"Bearer","expires_in":3600,
             "refresh_token":"\u0061","scope":"a b","site":"\ud83d\ude00"}
            """u8.ToArray();
        response[(int)((uint)position % response.Length)] = value;
        return IsSound(response, isSuccess: true, OAuth2TokenResponseFormat.Auto, OAuth2ExpiryUnit.Seconds);
    }

    private static bool IsSound(byte[] body, bool isSuccess, OAuth2TokenResponseFormat format, OAuth2ExpiryUnit unit)
    {
        using var message = new HttpResponseMessage();
        var response = new OAuth2Response(
            isSuccess ? HttpStatusCode.OK : HttpStatusCode.BadRequest,
            message.Headers,
            "text/plain",
            new BoundedBody(body, IsTruncated: false),
            Now);
        var method = Method with { TokenResponse = new() { Format = format, ExpiryUnit = unit } };
        var draft = new TokenRequestDraft(
            method,
            new ExpressionValues(),
            new OAuth2Client("client", null, isCentral: false),
            new("https://as.example/token"));

        var result = TokenResponseReader.Read(response, draft, current: null, usedRefreshToken: "kept", callback: null);

        return result.IsSuccess
            ? result.Token.Values["accessToken"].All(c => c is >= ' ' and <= '~')
                && !string.IsNullOrWhiteSpace(result.Token.Values["accessToken"])
                && !(result.Token.ExpiresAt <= Now)
            : result.Error.Message.Length > 0
                && result.Error.Code is ConnectorErrorCode.InvalidResponse or ConnectorErrorCode.CredentialRefused
                    or ConnectorErrorCode.Unavailable;
    }
}
