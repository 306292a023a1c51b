namespace Versori.Connectors;

/// <summary>
/// The system sends a token and expects its signature in the response, as X does with its CRC. Only tokens of letters,
/// digits and <c>. _ ~ + / = -</c> with up to 256 characters are signed, so that a challenge cannot be used to get a
/// body signed.
/// </summary>
public sealed record HmacWebhookChallenge : WebhookChallenge
{
    /// <summary>Where the token is.</summary>
    public required WebhookValue Token { get; init; }

    /// <summary>The hash. Default: SHA-256.</summary>
    public WebhookAlgorithm Algorithm { get; init; }

    /// <summary>The encoding of the signature. Default: hexadecimal, in lower case.</summary>
    public WebhookEncoding Encoding { get; init; }

    /// <summary>The text before the signature, such as <c>sha256=</c>. Default: none.</summary>
    public string Prefix { get; init => field = value ?? ""; } = "";

    /// <summary>The member of the JSON response that returns the signature, such as <c>response_token</c>.</summary>
    public required string ResponseField { get; init; }

    /// <summary>The member of the JSON response that returns the token. Default: none.</summary>
    public string? TokenField { get; init; }

    /// <summary>X's challenge: <c>crc_token</c> in the query.</summary>
    public static HmacWebhookChallenge X { get; } = new()
    {
        Token = WebhookValue.Query("crc_token"),
        Encoding = WebhookEncoding.Base64,
        Prefix = "sha256=",
        ResponseField = "response_token",
    };
}
