using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>
/// The signing key of a day, region and service (AWS IAM User Guide, "Derive a signing key"). It is cached for the day.
/// </summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class AwsSigningKey(string secretAccessKey, string region, string service)
{
    private volatile Tuple<string, byte[]>? _current;

    /// <summary>
    /// Returns the credential scope of the key, for example <c>20130524/us-east-1/s3/aws4_request</c>.
    /// </summary>
    public string Scope(string date) => $"{date}/{region}/{service}/aws4_request";

    public byte[] Of(string date)
    {
        if (_current is { } current && current.Item1 == date) return current.Item2;
        var dateKey = Hmac(Encoding.UTF8.GetBytes("AWS4" + secretAccessKey), date);
        var key = Hmac(Hmac(Hmac(dateKey, region), service), "aws4_request");
        _current = Tuple.Create(date, key);
        return key;
    }

    public override string ToString() => Secret.Redacted;

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
