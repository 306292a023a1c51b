namespace Versori.Connectors;

/// <summary>
/// The system sends a token and wants it signed, as X does with its CRC. Only tokens of letters, digits and
/// <c>. _ ~ + / = -</c> up to 256 characters are signed: nobody gets a body signed this way.
/// </summary>
public sealed record HmacWebhookChallenge : WebhookChallenge
{
    /// <summary>Where the token stands.</summary>
    public required WebhookValue Token { get; init; }

    /// <summary>The hash. Default: SHA-256.</summary>
    public WebhookAlgorithm Algorithm { get; init; }

    /// <summary>How the signature is written. Default: hexadecimal, in lower case.</summary>
    public WebhookEncoding Encoding { get; init; }

    /// <summary>What is put before the signature, such as <c>sha256=</c>. Default: nothing.</summary>
    public string Prefix { get; init => field = value ?? ""; } = "";

    /// <summary>The member of the JSON answer that the signature is sent back in, such as <c>response_token</c>.</summary>
    public required string AnswerField { get; init; }

    /// <summary>The member of the JSON answer that the token itself is sent back in. Default: none.</summary>
    public string? TokenField { get; init; }

    /// <summary>As X asks: <c>crc_token</c> in the query.</summary>
    public static HmacWebhookChallenge X { get; } = new()
    {
        Token = WebhookValue.Query("crc_token"),
        Encoding = WebhookEncoding.Base64,
        Prefix = "sha256=",
        AnswerField = "response_token",
    };
}
