namespace Versori.Connectors.Expressions;

/// <summary>The errors of filling a template. None of them holds a value.</summary>
internal static class TemplateErrors
{
    public static ConnectorException Missing(string name, TemplateValues values) =>
        Make(name, values, $"The {Kind(name, values)} '{name}' is needed and has no value. Supply one.");

    /// <summary>A value that must not stand where it would land.</summary>
    public static ConnectorException Refused(
        TemplatePart part, TemplateValues values, string problem, TemplatePosition position = TemplatePosition.Raw)
    {
        var name = Blamed(part, values, position);
        return name is null
            ? new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.InvalidDefinition,
                Message = $"The expression at column {part.Column} of a template cannot be used. {problem}",
            })
            : Make(name, values, problem);
    }

    /// <summary>A URL that does not come out as one, though each value alone is allowed.</summary>
    public static ConnectorException NotAUrl(UrlTemplate template, TemplateValues values) =>
        Make(template.Names[0], values, $"With this value, '{template.Text}' does not come out as a URL.");

    private static ConnectorException Make(string name, TemplateValues values, string message) => new(new ConnectorError
    {
        Code = values.IsSecret(name) ? ConnectorErrorCode.InvalidCredential : ConnectorErrorCode.InvalidInput,
        Location = name,
        Message = message,
    });

    private static string Kind(string name, TemplateValues values) => values.IsSecret(name) ? "credential field" : "input";

    // Of several names in an expression, the one whose value alone would be refused; otherwise the first.
    private static string? Blamed(TemplatePart part, TemplateValues values, TemplatePosition position)
    {
        var names = part.Expression!.Names.ToList();
        return names.Find(name => values.TryGet(name, out var value) && value.Text is { } text && IsRefused(text, position))
            ?? names.FirstOrDefault();
    }

    private static bool IsRefused(string text, TemplatePosition position)
    {
        var builder = new TextBuilder([]);
        try
        {
            return PositionEncoder.TryAppend(ref builder, text, position) is not null;
        }
        finally
        {
            builder.Dispose();
        }
    }
}
