namespace Versori.Connectors.AspNetCore.Forms;

/// <summary>The names of the fields of a form in HTML.</summary>
internal static class FieldNames
{
    public const string Name = "name";
    public const string IsDefault = "default";
    public const string ForHost = "forHost";
    public const string Return = "return";

    public static string Input(string name) => $"input.{name}";

    public static string Of(ConnectFormPart part, CredentialField field) => $"field.{part.Method.Id}.{field.Name}";
}
