using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Finds secrets in text, in every encoding that they are sent in, and redacts them.</summary>
internal sealed class SecretForms
{
    // Shorter fragments of base64 occur in text by chance.
    private const int MinFragmentLength = 6;

    private static readonly SearchValues<char> UriCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    // Sorted by length, the longest first, so that a secret that contains another one is replaced as a whole.
    private readonly string[] _forms;
    private readonly SearchValues<string> _search;

    public SecretForms(IEnumerable<string> secrets)
    {
        _forms =
        [
            .. secrets
                .Where(secret => secret.Length > 0)
                .SelectMany(FormsOf)
                .Where(form => form.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(form => form.Length),
        ];
        _search = SearchValues.Create(_forms, StringComparison.Ordinal);
    }

    /// <summary>
    /// Returns the text with every form of every secret replaced. Returns the same instance if there is none.
    /// </summary>
    public string Redact(string text)
    {
        var rest = text.AsSpan();
        if (_forms.Length == 0 || rest.IndexOfAny(_search) < 0) return text;
        var redacted = new StringBuilder(text.Length);
        for (var index = rest.IndexOfAny(_search); index >= 0; index = rest.IndexOfAny(_search))
        {
            redacted.Append(rest[..index]).Append(Secret.Redacted);
            rest = rest[index..];
            rest = rest[LongestAt(rest)..];
        }

        return redacted.Append(rest).ToString();
    }

    private int LongestAt(ReadOnlySpan<char> text)
    {
        foreach (var form in _forms)
        {
            if (text.StartsWith(form, StringComparison.Ordinal)) return form.Length;
        }

        return 1;
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var plain = Base64Of(bytes).Append(secret)
            .Append(Convert.ToHexStringLower(bytes)).Append(Convert.ToHexString(bytes))
            .ToList();
        foreach (var form in plain)
        {
            yield return form;
            var encoded = PercentEncoding.Encode(form);
            yield return encoded;
            yield return LowerPercent(encoded);
            yield return encoded.Replace("%20", "+", StringComparison.Ordinal);
            yield return PercentEncoding.Encode(form, PercentEncoding.UnreservedOrReserved);
            yield return PercentEncoding.Encode(form, UriCharacters);
            yield return JavaScriptEncoder.Default.Encode(form);
            yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(form);
        }
    }

    // RFC 3986 §2.1: hexadecimal digits in upper and lower case are equivalent.
    private static string LowerPercent(string encoded)
    {
        var lower = new StringBuilder(encoded);
        for (var i = 0; i + 2 < lower.Length; i++)
        {
            if (lower[i] != '%') continue;
            lower[i + 1] = char.ToLowerInvariant(lower[i + 1]);
            lower[i + 2] = char.ToLowerInvariant(lower[i + 2]);
        }

        return lower.ToString();
    }

    // In a longer text, such as user:password (RFC 7617), the secret starts at one of three offsets in a group of bytes
    // (RFC 4648 §4). The characters that encode only bits of the secret do not depend on the surrounding text.
    private static IEnumerable<string> Base64Of(byte[] secret)
    {
        var whole = Convert.ToBase64String(secret);
        yield return whole;
        yield return Url(whole);

        // RFC 7515 §2: without padding.
        yield return whole.TrimEnd('=');
        yield return Url(whole.TrimEnd('='));
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. secret]);
            var start = offset == 0 ? 0 : offset + 1;
            var end = (offset + secret.Length) * 8 / 6;
            if (end - start < MinFragmentLength) continue;
            yield return text[start..end];
            yield return Url(text[start..end]);
        }
    }

    private static string Url(string base64) => base64.Replace('+', '-').Replace('/', '_');
}
