using System.Diagnostics;

namespace Versori.Connectors.Expressions;

/// <summary>A value that templates can use. Deliberately not a record: its text form would show the value.</summary>
/// <param name="text">The value; <see langword="null"/> when it is declared and was not given.</param>
/// <param name="isSecret">Whether it is a field of a credential.</param>
/// <param name="isListed">Whether the connector's author listed it among the allowed values.</param>
[DebuggerDisplay(Secret.Redacted)]
internal readonly struct TemplateValue(string? text, bool isSecret, bool isListed)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Text { get; } = text;

    /// <summary>The value as UTF-8, where it is at hand in that form; then <see cref="Text"/> is <see langword="null"/>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public byte[]? Utf8 { get; init; }

    public bool IsSecret { get; } = isSecret;

    public bool IsListed { get; } = isListed;

    public override string ToString() => Secret.Redacted;
}
