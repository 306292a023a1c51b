using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Api;

/// <summary>Makes the records of the API of those of the engine.</summary>
internal static class ApiItems
{
    public static ConnectionItem Of(Connection connection) => new(
        connection.Id.ToString(),
        connection.ConnectorId.Value,
        connection.Name,
        connection.Owner.ToString(),
        Name(connection.Status),
        connection.Snapshot.Account,
        connection.DefaultSince is not null,
        connection.CreatedAt,
        connection.UsableUntil,
        connection.Check is { } check ? Name(check.Outcome) : null,
        [.. connection.Snapshot.Methods.Select(method => method.Id)],
        connection.Snapshot.ConnectorVersion,
        UndoVersion: null,
        MissingScopes: [],
        UsedBy: [],
        UsedByCount: null,
        UsedByFingerprint: null);

    public static string[] TemplatesOf(ConnectionUsage usage) =>
        [.. usage.Bindings.Select(key => key.Template.ToString()).Distinct(StringComparer.Ordinal)];

    public static FormItem Of(ConnectForm form, ConnectTexts texts) => new(
        form.Id,
        Name(form.Kind),
        [
            .. form.Parts.Select(part => new FormPartItem(
                part.Method.Id,
                FormFields.MethodTitle(part.Method, texts),
                [.. part.Fields.Select(field => Of(field, texts))])),
        ]);

    public static FieldItem Of(ConnectorInput input) => new(
        input.Name,
        input.Title,
        input.Description,
        input.Required && input.Default is null,
        IsSecret: false,
        input.Pattern,
        input.AllowedValues);

    public static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static FieldItem Of(CredentialField field, ConnectTexts texts) => new(
        field.Name,
        field.Title ?? texts.Find($"field.{field.Name}"),
        field.Description,
        field.Required,
        !field.IsVisible,
        Pattern: null,
        AllowedValues: []);
}
