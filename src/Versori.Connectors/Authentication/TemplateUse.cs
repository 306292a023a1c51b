namespace Versori.Connectors.Authentication;

/// <summary>A template in a definition: where it stands, and whether it is a URL.</summary>
internal readonly record struct TemplateUse(string Pointer, string Text, bool IsUrl = false);
