; Inno Setup 6: the installer for one person, without administrator rights.
;   iscc /DVersion=0.1.0 packaging\windows\toolkit.iss
; reads build\bundle\SafeguardingToolkit and writes build\bundle\SafeguardingToolkit-0.1.0-setup.exe.
; Silent: SafeguardingToolkit-0.1.0-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
; Removed silently: "%LOCALAPPDATA%\Programs\Safeguarding Toolkit\unins000.exe" /VERYSILENT
; Records and settings are never touched, neither by an update nor by the removal.

#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0
#endif
#define Name "Safeguarding Toolkit"
#define Folder "..\..\build\bundle\SafeguardingToolkit"

[Setup]
; The same in every version, so that a newer one takes the place of an older one.
AppId={{6C0B1E57-2C0F-4E0B-9A57-3F5B8C1D7E42}
AppName={#Name}
AppVersion={#Version}
AppPublisher=Safeguarding Toolkit contributors
VersionInfoVersion={#Version}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\{#Name}
DisableDirPage=yes
DisableProgramGroupPage=yes
DefaultGroupName={#Name}
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\program.ico
UninstallDisplayIcon={app}\SafeguardingToolkit.exe
OutputDir=..\..\build\bundle
OutputBaseFilename=SafeguardingToolkit-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; An open program is asked to close, which saves what is typed; it is never ended by force.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "Put an icon on the desktop"; Flags: unchecked

[InstallDelete]
; What an older version brought along and a newer one does not.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{userprograms}\{#Name}"; Filename: "{app}\SafeguardingToolkit.exe"
Name: "{userdesktop}\{#Name}"; Filename: "{app}\SafeguardingToolkit.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\SafeguardingToolkit.exe"; Description: "Start {#Name}"; Flags: nowait postinstall skipifsilent
