using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Expressions;

/// <summary>A function of the expression language.</summary>
/// <param name="Name">The name of the function.</param>
/// <param name="Usage">The syntax of a call, for error messages.</param>
/// <param name="MinArguments">The smallest number of arguments, including a piped value.</param>
/// <param name="MaxArguments">The largest number of arguments.</param>
/// <param name="Apply">The implementation.</param>
internal sealed record ExpressionFunction(
    string Name,
    string Usage,
    int MinArguments,
    int MaxArguments,
    Func<EvaluatedValue[], ExpressionContext, EvaluatedValue> Apply)
{
    private static readonly FrozenDictionary<string, ExpressionFunction> ByName = new ExpressionFunction[]
    {
        // RFC 4648 §4, §5 (without padding, as RFC 7515 §2 has it), §8.
        Of("base64", value => EvaluatedValue.Of(Convert.ToBase64String(value.Bytes))),
        Of("base64url", value => EvaluatedValue.Of(Base64Url.EncodeToString(value.Bytes))),
        Of("hex", value => EvaluatedValue.Of(Convert.ToHexStringLower(value.Bytes))),
        Of("base64Decode", Decoded("base64", DecodeBase64)),
        Of("hexDecode", Decoded("hexadecimal", Convert.FromHexString)),
        new("bytes", "bytes(more)", 1, 16, (arguments, _) => EvaluatedValue.Of(Concatenate(arguments))),
        Of("sha256", value => EvaluatedValue.Of(SHA256.HashData(value.Bytes))),
        Of("sha384", value => EvaluatedValue.Of(SHA384.HashData(value.Bytes))),
        Of("sha512", value => EvaluatedValue.Of(SHA512.HashData(value.Bytes))),
        Keyed("hmacSha256", HMACSHA256.HashData),
        Keyed("hmacSha384", HMACSHA384.HashData),
        Keyed("hmacSha512", HMACSHA512.HashData),
#pragma warning disable CA5350, CA5351 // External systems require signatures with SHA-1 and MD5.
        Of("sha1", value => EvaluatedValue.Of(SHA1.HashData(value.Bytes))),
        Of("md5", value => EvaluatedValue.Of(MD5.HashData(value.Bytes))),
        Keyed("hmacSha1", HMACSHA1.HashData),
        Keyed("hmacMd5", HMACMD5.HashData),
#pragma warning restore CA5350, CA5351
        Of("urlEncode", value => EvaluatedValue.Of(PercentEncoding.Encode(value.Text))),
        Of("lower", value => EvaluatedValue.Of(value.Text.ToLowerInvariant())),
        Of("upper", value => EvaluatedValue.Of(value.Text.ToUpperInvariant())),
        Of("trim", value => EvaluatedValue.Of(value.Text.Trim())),
        TextFunctions.Replace,
        TextFunctions.Before,
        TextFunctions.After,
        TextFunctions.Substring,
        TextFunctions.Item,
        // The author states that the value may be longer than one label of a host. Its position validates the value.
        Of("domain", value => EvaluatedValue.Of(value.Text, isAuthored: true)),
        Of("address", value => EvaluatedValue.OfAddress(TextFunctions.Address(value.Text))),
        Of("json", value => EvaluatedValue.Of(ToJson(value.Text))),
        new("now", "now(\"unix\")", 0, 2, (arguments, context) =>
        {
            var format = arguments is [var first, ..] ? first.Text : "iso8601";
            return EvaluatedValue.Of(FormatTime(TextFunctions.AddDuration(context.Now, arguments), format));
        }),
        new("uuid", "uuid", 0, 0, (_, context) => EvaluatedValue.Of(context.Uuid)),
        new("nonce", "nonce", 0, 0, (_, context) => EvaluatedValue.Of(context.Nonce)),
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The names of all functions, for error messages.</summary>
    public static string AllNames { get; } = string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal));

    /// <summary>Whether the function needs no input, so that it can be written in place of a name.</summary>
    public bool IsSource => MinArguments == 0;

    public static ExpressionFunction? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Formats a time. <paramref name="format"/> is one of the names below or a .NET format.</summary>
    /// <exception cref="FormatException">The format is invalid.</exception>
    public static string FormatTime(DateTimeOffset time, string format) => format switch
    {
        "unix" => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "unixMs" => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "iso8601" => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "rfc1123" => time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture),
        _ => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture),
    };

    private static ExpressionFunction Of(string name, Func<EvaluatedValue, EvaluatedValue> apply) =>
        new(name, name, 1, 1, (arguments, _) => apply(arguments[0]));

    private static Func<EvaluatedValue, EvaluatedValue> Decoded(string form, Func<string, byte[]> decode) => value =>
    {
        try
        {
            return EvaluatedValue.Of(decode(value.Text.Trim()));
        }
        catch (FormatException)
        {
            throw new ExpressionFunctionException($"The value is not {form}.");
        }
    };

    // RFC 2104. The first argument is the text to sign, the second is the key.
    private static ExpressionFunction Keyed(string name, Func<byte[], byte[], byte[]> hash) =>
        new(name, $"{name}(key)", 2, 2, (inputs, _) => EvaluatedValue.Of(hash(inputs[1].Bytes, inputs[0].Bytes)));

    // Accepts both alphabets (RFC 4648 §4 and §5), with and without padding.
    private static byte[] DecodeBase64(string text) =>
        Base64Url.DecodeFromChars(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    private static byte[] Concatenate(EvaluatedValue[] arguments) =>
        [.. arguments.SelectMany(argument => argument.Bytes)];

    private static string ToJson(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
