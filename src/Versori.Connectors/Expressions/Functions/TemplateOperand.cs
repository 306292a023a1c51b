using System.Text;

namespace Versori.Connectors.Expressions;

/// <summary>What an expression came to: text, bytes (what hashes give), or nothing because a value is missing.</summary>
internal readonly struct TemplateOperand
{
    private readonly string? _text;
    private readonly byte[]? _bytes;

    private readonly bool _isUtf8;

    private TemplateOperand(string? text, byte[]? bytes, string? missing, bool isAuthored, bool isUtf8 = false)
    {
        _text = text;
        _bytes = bytes;
        _isUtf8 = isUtf8;
        Missing = missing;
        IsAuthored = isAuthored;
    }

    /// <summary>The name of the value that is missing.</summary>
    public string? Missing { get; }

    /// <summary>Whether the connector's author wrote or listed the text, so that it may shape a host.</summary>
    public bool IsAuthored { get; }

    /// <summary>Whether its author says that it is a host with, perhaps, a port and a path.</summary>
    public bool IsAddress { get; private init; }

    /// <summary>Whether a fallback applies.</summary>
    public bool IsMissingOrEmpty => Missing is not null || (_text ?? "").Length + (_bytes?.Length ?? 0) == 0;

    /// <summary>The text; bytes that nothing has encoded are hexadecimal.</summary>
    public string Text => _text ?? (_bytes is null ? "" : _isUtf8 ? Encoding.UTF8.GetString(_bytes) : Convert.ToHexStringLower(_bytes));

    /// <summary>The bytes; text is UTF-8.</summary>
    public byte[] Bytes => _bytes ?? Encoding.UTF8.GetBytes(_text ?? "");

    public static TemplateOperand Of(string text, bool isAuthored = false) => new(text, null, null, isAuthored);

    public static TemplateOperand OfAddress(string text) => new(text, null, null, false) { IsAddress = true };

    public static TemplateOperand Of(byte[] bytes) => new(null, bytes, null, false);

    /// <summary>Text that is at hand as UTF-8, and need not be decoded to be hashed.</summary>
    public static TemplateOperand OfUtf8(byte[] bytes) => new(null, bytes, null, isAuthored: false, isUtf8: true);

    public static TemplateOperand Absent(string name) => new(null, null, name, false);
}
