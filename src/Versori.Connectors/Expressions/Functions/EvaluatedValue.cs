using System.Text;

namespace Versori.Connectors.Expressions;

/// <summary>The result of a placeholder: text, bytes (the results of hashes), or the name of a missing value.</summary>
internal readonly struct EvaluatedValue
{
    private readonly string? _text;
    private readonly byte[]? _bytes;

    private readonly bool _isUtf8;

    private EvaluatedValue(string? text, byte[]? bytes, string? missing, bool isAuthored, bool isUtf8 = false)
    {
        _text = text;
        _bytes = bytes;
        _isUtf8 = isUtf8;
        Missing = missing;
        IsAuthored = isAuthored;
    }

    /// <summary>The name of the missing value, or <see langword="null"/>.</summary>
    public string? Missing { get; }

    /// <summary>
    /// Whether the connector's author wrote or listed the text. Such a text may consist of several labels of a host.
    /// </summary>
    public bool IsAuthored { get; }

    /// <summary>
    /// Whether the text is one of the values that the author listed for an input. It may have slashes, a port, or be
    /// empty.
    /// </summary>
    public bool IsListed { get; private init; }

    /// <summary>Whether the author declared the text to be a host that may have a port and a path.</summary>
    public bool IsAddress { get; private init; }

    /// <summary>Whether the value is missing or empty, so that a fallback applies.</summary>
    public bool IsMissingOrEmpty => Missing is not null || (_text ?? "").Length + (_bytes?.Length ?? 0) == 0;

    /// <summary>The text. Bytes that no function has encoded are written in hexadecimal.</summary>
    public string Text =>
        _text ?? (_bytes is null ? "" : _isUtf8 ? Encoding.UTF8.GetString(_bytes) : Convert.ToHexStringLower(_bytes));

    /// <summary>The bytes. Text is encoded as UTF-8.</summary>
    public byte[] Bytes => _bytes ?? Encoding.UTF8.GetBytes(_text ?? "");

    public static EvaluatedValue Of(string text, bool isAuthored = false) => new(text, null, null, isAuthored);

    /// <summary>The value of an input.</summary>
    public static EvaluatedValue OfInput(string text, bool isListed) =>
        new(text, null, null, isAuthored: isListed) { IsListed = isListed };

    public static EvaluatedValue OfAddress(string text) => new(text, null, null, false) { IsAddress = true };

    public static EvaluatedValue Of(byte[] bytes) => new(null, bytes, null, false);

    /// <summary>Text that is available as UTF-8, so that it can be hashed without decoding it.</summary>
    public static EvaluatedValue OfUtf8(byte[] bytes) => new(null, bytes, null, isAuthored: false, isUtf8: true);

    public static EvaluatedValue Absent(string name) => new(null, null, name, false);
}
