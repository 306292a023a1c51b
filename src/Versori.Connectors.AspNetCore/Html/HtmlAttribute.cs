namespace Versori.Connectors.AspNetCore.Html;

/// <summary>An attribute of a constant name that is left out if its value is null.</summary>
internal readonly record struct HtmlAttribute(string Name, string? Value);

/// <summary>An attribute of a constant name without a value.</summary>
internal readonly record struct HtmlFlag(string Name, bool IsSet);

/// <summary>Constant markup.</summary>
internal readonly record struct HtmlText(string Markup);
