using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Versori.Connectors.Authentication.AwsSignatureV4;
using Versori.Connectors.Authentication.OAuth2;

namespace Versori.Connectors.Authentication.AwsRoles;

/// <summary>Reads the response of STS: temporary credentials, or an error.</summary>
internal static class AwsRoleResponse
{
    // AWS STS API Reference, "Common Errors" and "AssumeRole": after these errors, only another access key or another
    // trust policy helps.
    private static readonly HashSet<string> FinalErrors = new(StringComparer.Ordinal)
    {
        "AccessDenied", "InvalidClientTokenId", "UnrecognizedClientException", "ExpiredToken",
        "MissingAuthenticationToken",
    };

    public static TokenResult Read(OAuth2Response response, string methodId)
    {
        var document = response.Body.IsTruncated ? null : Parse(response.Body.Bytes);
        if (!response.IsSuccess) return Failure(response, document, methodId);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (element, name) in new[]
        {
            ("AccessKeyId", AwsCredentials.AccessKeyIdName),
            ("SecretAccessKey", AwsCredentials.SecretAccessKeyName),
            ("SessionToken", AwsCredentials.SessionTokenName),
        })
        {
            if (Text(document, element) is not { Length: > 0 } value) return Invalid(methodId, element);
            values[AwsCredentials.RolePrefix + name] = value;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var expiration = Text(document, "Expiration");
        return DateTimeOffset.TryParse(expiration, CultureInfo.InvariantCulture, Utc, out var expiresAt)
            && expiresAt > response.At
            ? TokenResult.Success(new Token(values, response.At, expiresAt, []))
            : Invalid(methodId, "Expiration");
    }

    private static TokenResult Failure(OAuth2Response response, XDocument? document, string methodId)
    {
        var code = Text(document, "Code") is { Length: > 0 and <= 64 } text && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : null;
        var isTransient = response.IsTransient || code == "Throttling";
        var error = new ConnectorError
        {
            Code = isTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
            Message = $"The role of '{methodId}' could not be assumed: STS responded with status "
                + $"{(int)response.Status}{(code is null ? "" : $" and error '{code}'")}.",
            Location = methodId,
            IsTransient = isTransient,
            RetryAfter = response.RetryAfter,
            Related = code is null ? [] : [code],
        };
        return !isTransient && code is not null && FinalErrors.Contains(code)
            ? TokenResult.PermanentFailure(error)
            : TokenResult.TransientFailure(error);
    }

    private static TokenResult Invalid(string methodId, string element) =>
        TokenResult.TransientFailure(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Message = $"The response of STS for '{methodId}' has no usable {element}.",
            Location = element,
        });

    private static XDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), settings);
            return XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? Text(XDocument? document, string name) =>
        document?.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
