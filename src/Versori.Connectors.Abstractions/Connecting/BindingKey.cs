namespace Versori.Connectors;

/// <summary>What a binding is made for.</summary>
/// <param name="Template">The template.</param>
/// <param name="Owner">On whose behalf calls are made.</param>
/// <param name="Environment">The host's environment, such as <c>production</c>; empty: the only one.</param>
public readonly record struct BindingKey(TemplateId Template, Owner Owner, string Environment = "");
