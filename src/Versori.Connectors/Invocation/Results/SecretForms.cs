using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Finds secrets in text, in every encoding that they are sent in, and redacts them. Values of less than four
/// characters, such as the fixed password <c>x</c> of many systems, are not searched for: they occur in any text by
/// chance.
/// </summary>
internal sealed class SecretForms
{
    private const int MinLength = 4;

    // Shorter fragments of base64 occur in text by chance.
    private const int MinFragmentLength = 6;

    private static readonly SearchValues<char> UriCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    // Sorted by length, the longest first, so that a secret that contains another one is replaced as a whole.
    private readonly string[] _forms;
    private readonly SearchValues<string> _search;

    // The secrets before any escaping, as UTF-8. They are searched for in decoded text.
    private readonly byte[][] _plain;

    public SecretForms(IEnumerable<string> secrets)
    {
        var distinct = secrets.Where(secret => secret.Length >= MinLength).Distinct(StringComparer.Ordinal).ToArray();
        _forms =
        [
            .. distinct
                .SelectMany(FormsOf)
                .Where(form => form.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(form => form.Length),
        ];
        _search = SearchValues.Create(_forms, StringComparison.Ordinal);
        _plain =
        [
            .. distinct.SelectMany(PlainFormsOf)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(form => form.Length)
                .Select(Encoding.UTF8.GetBytes),
        ];
    }

    /// <summary>
    /// Returns the text with every form of every secret replaced. Returns the same instance if there is none.
    /// </summary>
    public string Redact(string text)
    {
        if (_forms.Length == 0) return text;
        var found = new List<Range>();
        AddForms(text, found);
        foreach (var decoded in Decode(text)) AddDecoded(decoded, found);
        return found.Count == 0 ? text : Replace(text, found);
    }

    // Escapes can be written in many ways: each character may be escaped or not. Decoding finds all of them.
    private static IEnumerable<DecodedText> Decode(string text)
    {
        if (DecodedText.Json(text) is { } json) yield return json;
        if (DecodedText.Percent(text, isForm: false) is not { } decoded) yield break;
        yield return decoded;
        if (decoded.Bytes.AsSpan().Contains((byte)'%')) yield return decoded.PercentAgain();
        if (text.Contains('+', StringComparison.Ordinal)) yield return DecodedText.Percent(text, isForm: true)!.Value;
    }

    private void AddForms(ReadOnlySpan<char> text, List<Range> found)
    {
        var start = 0;
        for (var index = text.IndexOfAny(_search); index >= 0; index = text[start..].IndexOfAny(_search))
        {
            start += index;
            var end = start + LongestAt(text[start..]);
            found.Add(new(start, end));
            start = end;
        }
    }

    private void AddDecoded(DecodedText decoded, List<Range> found)
    {
        foreach (var secret in _plain)
        {
            var rest = decoded.Bytes.AsSpan();
            var start = 0;
            for (var index = rest.IndexOf(secret); index >= 0; index = rest[start..].IndexOf(secret))
            {
                start += index;
                found.Add(new(decoded.Starts[start], decoded.Starts[start + secret.Length]));
                start += secret.Length;
            }
        }
    }

    private static string Replace(string text, List<Range> found)
    {
        var redacted = new StringBuilder(text.Length);
        var end = 0;
        foreach (var range in found.OrderBy(range => range.Start.Value).ThenByDescending(range => range.End.Value))
        {
            // Ranges that overlap are one.
            var isNew = range.Start.Value >= end;
            if (isNew) redacted.Append(text, end, range.Start.Value - end).Append(Secret.Redacted);
            end = Math.Max(end, range.End.Value);
        }

        return redacted.Append(text, end, text.Length - end).ToString();
    }

    private int LongestAt(ReadOnlySpan<char> text)
    {
        foreach (var form in _forms)
        {
            if (text.StartsWith(form, StringComparison.Ordinal)) return form.Length;
        }

        return 1;
    }

    private static List<string> PlainFormsOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return
        [
            .. Base64Of(bytes).Append(secret)
                .Append(Convert.ToHexStringLower(bytes)).Append(Convert.ToHexString(bytes)),
        ];
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        foreach (var form in PlainFormsOf(secret))
        {
            yield return form;
            var encoded = PercentEncoding.Encode(form);
            yield return encoded;
            yield return LowerPercent(encoded);
            yield return encoded.Replace("%20", "+", StringComparison.Ordinal);
            yield return PercentEncoding.EncodeSegment(form);
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
