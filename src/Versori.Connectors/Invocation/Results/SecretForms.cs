using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Finds secrets in text in the forms that they travel in, and replaces them.</summary>
internal sealed class SecretForms
{
    // A fragment of base64 this short stands in text by chance.
    private const int ShortestFragment = 6;

    private static readonly SearchValues<char> UriCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    // The longest first, so that a secret that holds another is replaced whole.
    private readonly string[] _forms;
    private readonly SearchValues<string> _search;

    public SecretForms(IEnumerable<string> secrets)
    {
        _forms = [.. secrets.Where(secret => secret.Length > 0).SelectMany(Forms).Where(form => form.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
        _search = SearchValues.Create(_forms, StringComparison.Ordinal);
    }

    /// <summary>The text with every form of every secret replaced.</summary>
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

    private static IEnumerable<string> Forms(string secret)
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

    // RFC 3986 §2.1: digits of either case are the same.
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

    // Within a longer text, as in the user:password of RFC 7617, the secret starts at one of three places in a group of
    // bytes (RFC 4648 §4); the characters that hold nothing but its bits are the same whatever stands around it.
    private static IEnumerable<string> Base64Of(byte[] secret)
    {
        var whole = Convert.ToBase64String(secret);
        yield return whole;
        yield return Url(whole);

        // RFC 7515 §2 leaves the padding out.
        yield return whole.TrimEnd('=');
        yield return Url(whole.TrimEnd('='));
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. secret]);
            var start = offset == 0 ? 0 : offset + 1;
            var end = (offset + secret.Length) * 8 / 6;
            if (end - start < ShortestFragment) continue;
            yield return text[start..end];
            yield return Url(text[start..end]);
        }
    }

    private static string Url(string base64) => base64.Replace('+', '-').Replace('/', '_');
}
