using System.Diagnostics;

namespace Versori.Connectors.Expressions;

/// <summary>
/// A value that expressions can use. It is not a record, because the text form of a record would show the value.
/// </summary>
/// <param name="text">The value, or <see langword="null"/> if it is declared but was not supplied.</param>
/// <param name="isSecret">Whether the value is a field of a credential.</param>
/// <param name="isListed">Whether the connector's author listed it among the allowed values.</param>
[DebuggerDisplay(Secret.Redacted)]
internal readonly struct ExpressionValue(string? text, bool isSecret, bool isListed)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Text { get; } = text;

    /// <summary>
    /// The value as UTF-8, if it is available in that form. <see cref="Text"/> is <see langword="null"/> then.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public byte[]? Utf8 { get; init; }

    public bool IsSecret { get; } = isSecret;

    public bool IsListed { get; } = isListed;

    public override string ToString() => Secret.Redacted;
}
