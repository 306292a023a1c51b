using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>Some tests prepare keys without an engine, so Ed25519 is added before the first test.</summary>
internal static class Ed25519Setup
{
    [ModuleInitializer]
    internal static void Add() => new ServiceCollection().AddVersoriConnectors().AddEd25519();
}
